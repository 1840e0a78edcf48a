"""Small programs whose assertions hold under torch itself and under the analysis."""

import textwrap

import pytest

from flake8_greenai.estimate.session import Session, with_deep_stack
from flake8_greenai.interpreter.values import Raised

torch = pytest.importorskip("torch")

HEADER = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n"

PROGRAMS = {
    "registration": """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.a = nn.Linear(2, 3)
                self.scale = nn.Parameter(torch.ones(3))
                self.register_buffer("steps", torch.zeros(1))
                self.register_buffer("scratch", torch.zeros(2), persistent=False)
                self.register_parameter("nothing", None)
                self.plain = 7
            def forward(self, x):
                return self.a(x) * self.scale
        net = Net()
        assert [n for n, _ in net.named_parameters()] == ["scale", "a.weight", "a.bias"]
        assert [n for n, _ in net.named_buffers()] == ["steps", "scratch"]
        assert list(net.state_dict()) == ["scale", "steps", "a.weight", "a.bias"]
        assert [n for n, _ in net.named_modules()] == ["", "a"]
        assert "plain" in net.__dict__ and "a" not in net.__dict__
        assert net.nothing is None and hasattr(net, "a") and not hasattr(net, "b")
        assert net.get_submodule("a") is net.a and net.get_parameter("a.bias") is net.a.bias
        net.a = nn.Identity()
        assert len(list(net.parameters())) == 1
        del net.scale
        assert not hasattr(net, "scale")
        try:
            net.a = 3
        except TypeError as error:
            assert "cannot assign" in str(error)
        else:
            raise AssertionError
        try:
            net.missing
        except AttributeError as error:
            assert "'Net' object has no attribute 'missing'" in str(error)
        """,
    "before init": """
        class Net(nn.Module):
            def __init__(self):
                self.a = nn.Linear(2, 3)
        try:
            Net()
        except AttributeError as error:
            assert "before Module.__init__() call" in str(error)
        else:
            raise AssertionError
        """,
    "tied weights": """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.embed = nn.Embedding(10, 4)
                self.head = nn.Linear(4, 10, bias=False)
                self.head.weight = self.embed.weight
        net = Net()
        assert sum(p.numel() for p in net.parameters()) == 40
        assert len(list(net.named_parameters(remove_duplicate=False))) == 2
        shared = nn.ReLU()
        assert len(list(nn.Sequential(shared, shared).modules())) == 2
        """,
    "containers": """
        from collections import OrderedDict
        s = nn.Sequential(OrderedDict(one=nn.Linear(2, 3), two=nn.ReLU()))
        assert s.one is s[0] and s[-1] is s.two and len(s) == 2 and len(s[:1]) == 1
        s.append(nn.Linear(3, 1))
        assert [n for n, _ in s.named_children()] == ["one", "two", "2"]
        l = nn.ModuleList([nn.Linear(2, 2) for _ in range(3)])
        l.extend([nn.ReLU()])
        l.insert(0, nn.Tanh())
        assert len(l) == 5 and isinstance(l[0], nn.Tanh) and isinstance(l[1:], nn.ModuleList) and l[1] in l
        assert [type(m).__name__ for m in l] == ["Tanh", "Linear", "Linear", "Linear", "ReLU"]
        d = nn.ModuleDict({"a": nn.ReLU()})
        d["b"] = nn.Linear(1, 1)
        assert list(d) == ["a", "b"] and "a" in d and len(d) == 2
        p = nn.ParameterList([nn.Parameter(torch.ones(2)), torch.ones(3)])
        assert len(p) == 2 and isinstance(p[1], nn.Parameter) and [q.numel() for q in p] == [2, 3]
        q = nn.ParameterDict({"x": torch.ones(2)})
        assert isinstance(q["x"], nn.Parameter) and list(q.keys()) == ["x"]
        assert [n for n, _ in q.named_parameters()] == ["x"]
        """,
    "modes": """
        m = nn.Sequential(nn.Linear(2, 2), nn.Dropout())
        assert m.training and m[1].training
        m.eval()
        assert not m[1].training
        m.train()
        x = torch.ones(1, 2)
        assert m(x).requires_grad
        with torch.no_grad():
            assert not m(x).requires_grad
            with torch.enable_grad():
                assert m(x).requires_grad
        @torch.no_grad()
        def f():
            return m(x).requires_grad
        assert not f() and torch.is_grad_enabled()
        with torch.inference_mode():
            assert not torch.is_grad_enabled()
        with torch.set_grad_enabled(False):
            assert not torch.is_grad_enabled()
        m.requires_grad_(False)
        assert not m(x).requires_grad and not any(p.requires_grad for p in m.parameters())
        """,
    "hooks": """
        m = nn.Linear(2, 2)
        calls = []
        before = m.register_forward_pre_hook(lambda module, args: calls.append("pre"))
        after = m.register_forward_hook(lambda module, args, output: output[:, :1])
        assert m(torch.ones(3, 2)).shape == (3, 1) and calls == ["pre"]
        before.remove()
        after.remove()
        assert m(torch.ones(3, 2)).shape == (3, 2) and calls == ["pre"]
        m.register_forward_pre_hook(lambda module, args, kwargs: (args, {"input": torch.ones(4, 2)}) if kwargs else None, with_kwargs=True)
        assert m(input=torch.ones(3, 2)).shape == (4, 2)
        """,
    "state dict": """
        a, b = nn.Linear(2, 3), nn.Linear(2, 3)
        result = b.load_state_dict(a.state_dict())
        assert result.missing_keys == [] and result.unexpected_keys == []
        assert b.load_state_dict({"weight": a.weight, "other": a.bias}, strict=False) == (["bias"], ["other"])
        for wrong in ({"weight": a.weight}, {"weight": torch.ones(1, 1), "bias": a.bias}):
            try:
                b.load_state_dict(wrong)
            except RuntimeError as error:
                assert "Error(s) in loading state_dict for Linear" in str(error)
            else:
                raise AssertionError
        """,
    "dtypes and devices": """
        m = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
        m.half()
        assert m[0].weight.dtype == torch.float16 and m[1].running_mean.dtype == torch.float16
        assert m[1].num_batches_tracked.dtype == torch.int64
        m.to("meta", torch.float64)
        assert m[0].weight.dtype == torch.float64 and m[0].weight.is_meta and m[1].running_var.is_meta
        assert isinstance(m[0].weight, nn.Parameter) and m[0].weight.requires_grad
        with torch.device("meta"):
            assert nn.Linear(2, 2).weight.device.type == "meta"
        assert nn.Linear(2, 2, dtype=torch.bfloat16).bias.dtype is torch.bfloat16
        assert torch.device("cuda:1").index == 1 and str(torch.device("cuda", 1)) == "cuda:1"
        assert torch.device("cpu") == torch.device("cpu")
        torch.set_default_dtype(torch.float64)
        assert nn.Linear(2, 2).weight.dtype == torch.float64 and torch.get_default_dtype() == torch.float64
        torch.set_default_dtype(torch.float32)
        assert torch.finfo(torch.float16).max == 65504.0 and torch.iinfo(torch.int8).min == -128
        """,
    "copies and apply": """
        import copy
        m = nn.Sequential(nn.Linear(2, 2), nn.Sequential(nn.Linear(2, 2)))
        c = copy.deepcopy(m)
        assert c[0].weight is not m[0].weight and c[0].weight.shape == m[0].weight.shape and isinstance(c[0].weight, nn.Parameter)
        seen = []
        m.apply(lambda module: seen.append(type(module).__name__))
        assert seen == ["Linear", "Linear", "Sequential", "Sequential"]
        """,
    "lazy layers": """
        m = nn.Sequential(nn.LazyConv2d(4, 3), nn.LazyBatchNorm2d(), nn.Flatten(), nn.LazyLinear(5))
        assert isinstance(m[3], nn.LazyLinear)
        assert m(torch.ones(2, 3, 6, 6)).shape == (2, 5)
        assert m[0].weight.shape == (4, 3, 3, 3) and type(m[3]) is nn.Linear and m[3].in_features == 64
        """,
    "data": """
        from torch.utils.data import ConcatDataset, DataLoader, Dataset, Subset, TensorDataset, random_split
        data = TensorDataset(torch.ones(10, 3), torch.zeros(10))
        loader = DataLoader(data, batch_size=4, shuffle=True)
        assert len(loader) == 3 and [tuple(x.shape) for x, y in loader] == [(4, 3), (4, 3), (2, 3)]
        assert len(DataLoader(data, batch_size=4, drop_last=True)) == 2
        assert [len(part) for part in random_split(data, [0.75, 0.25])] == [8, 2]
        assert len(ConcatDataset([data, data])) == 20 and len(Subset(data, [1, 2])) == 2
        class Squares(Dataset):
            def __len__(self):
                return 5
            def __getitem__(self, i):
                return {"x": torch.full((2,), float(i)), "y": i}
        batch = next(iter(DataLoader(Squares(), batch_size=2)))
        assert batch["x"].shape == (2, 2) and batch["y"].dtype == torch.int64
        """,
    "optimizers": """
        m = nn.Linear(2, 1)
        o = torch.optim.SGD([{"params": [m.weight], "lr": 0.5}, {"params": m.bias}], lr=0.1, momentum=0.9)
        assert [g["lr"] for g in o.param_groups] == [0.5, 0.1] and o.param_groups[1]["momentum"] == 0.9
        assert o.param_groups[1]["params"][0] is m.bias
        o = torch.optim.AdamW(m.parameters())
        assert o.defaults["weight_decay"] == 1e-2
        scheduler = torch.optim.lr_scheduler.StepLR(o, 10)
        for _ in range(2):
            o.zero_grad()
            loss = F.mse_loss(m(torch.ones(4, 2)), torch.zeros(4, 1))
            loss.backward()
            nn.utils.clip_grad_norm_(m.parameters(), 1.0)
            o.step()
            scheduler.step()
        assert set(o.state_dict()) == {"state", "param_groups"}
        """,
    "functions": """
        class Double(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x):
                ctx.save_for_backward(x)
                return x * 2
            @staticmethod
            def backward(ctx, g):
                return g * 2
        assert Double.apply(torch.ones(3)).shape == (3,)
        from torch.utils.checkpoint import checkpoint
        assert checkpoint(nn.Linear(2, 3), torch.ones(1, 2), use_reentrant=False).shape == (1, 3)
        @torch.jit.script_if_tracing
        def f(x):
            return x
        assert f(1) == 1 and not torch.jit.is_scripting()
        """,
    "sequences": """
        from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence, pad_sequence
        packed = pack_padded_sequence(torch.ones(2, 5, 3), torch.tensor([5, 3]), batch_first=True)
        assert packed.data.shape == (8, 3) and isinstance(packed, PackedSequence)
        output, (h, c) = nn.LSTM(3, 4, batch_first=True)(packed)
        assert output.data.shape == (8, 4) and h.shape == (1, 2, 4)
        assert pad_packed_sequence(output, batch_first=True)[0].shape == (2, 5, 4)
        assert pad_sequence([torch.ones(3, 2), torch.ones(5, 2)]).shape == (5, 2, 2)
        """,
    "distributions": """
        from torch.distributions import Bernoulli, Categorical, Independent, Normal, kl_divergence
        n = Normal(torch.zeros(4, 3), torch.ones(3))
        assert n.rsample((2,)).shape == (2, 4, 3) and n.log_prob(torch.zeros(4, 3)).shape == (4, 3) and n.entropy().shape == (4, 3)
        assert Independent(n, 1).log_prob(torch.zeros(4, 3)).shape == (4,)
        c = Categorical(logits=torch.zeros(2, 5))
        assert c.sample().shape == (2,) and c.log_prob(c.sample()).shape == (2,) and c.entropy().shape == (2,)
        assert Bernoulli(probs=torch.full((3,), 0.5)).sample().shape == (3,)
        assert kl_divergence(n, Normal(torch.zeros(3), torch.ones(3))).shape == (4, 3)
        """,
    "initialisation": """
        w = torch.empty(4, 3, 5, 5)
        assert nn.init.kaiming_normal_(w, mode="fan_out", nonlinearity="relu") is w and nn.init.zeros_(w) is w
        assert nn.init._calculate_fan_in_and_fan_out(w) == (75, 100)
        assert nn.init.calculate_gain("tanh") == 5 / 3
        class Mine(nn.Linear):
            def reset_parameters(self):
                self.was_called = True
        assert Mine(2, 2).was_called
        """,
    "parametrizations": """
        from torch.nn.utils import parametrize
        class Symmetric(nn.Module):
            def forward(self, x):
                return x.triu() + x.triu(1).transpose(-1, -2)
        m = nn.Linear(3, 3)
        parametrize.register_parametrization(m, "weight", Symmetric())
        assert parametrize.is_parametrized(m, "weight") and m.weight.shape == (3, 3) and isinstance(m, nn.Linear)
        assert [n for n, _ in m.named_parameters()] == ["bias", "parametrizations.weight.original"]
        assert m(torch.ones(1, 3)).shape == (1, 3)
        parametrize.remove_parametrizations(m, "weight")
        assert type(m) is nn.Linear
        """,
    "numbers": """
        import numpy as np
        assert [round(x, 3) for x in np.linspace(0, 0.2, 3).tolist()] == [0.0, 0.1, 0.2]
        assert np.prod((2, 3, 4)) == 24 and (np.arange(4) * 2).tolist() == [0, 2, 4, 6] and np.sqrt(16) == 4
        assert torch.from_numpy(np.zeros((2, 3), dtype=np.float32)).shape == (2, 3)
        assert np.array([[1, 2], [3, 4]]).sum(axis=0).tolist() == [4, 6] and np.ceil(2.5) == 3
        """,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_program_under_torch(name):
    exec(HEADER + textwrap.dedent(PROGRAMS[name]), {"__name__": name})


@pytest.mark.parametrize("name", PROGRAMS)
def test_program_under_the_analysis(name):
    def run():
        session = Session()
        try:
            session.module("program", "program.py", HEADER + textwrap.dedent(PROGRAMS[name])).run()
        except Raised as raised:
            return f"{raised.value.cls.name}: {session.machine.to_str(raised.value)} at {raised.location}"
        return [(event.call, event.reason) for event in session.recorder.ledger.unknown]

    assert with_deep_stack(run) == []
