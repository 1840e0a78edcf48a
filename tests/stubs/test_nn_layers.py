"""Every layer of the public torch.nn documentation against torch itself on the meta device: parameters, buffers, output shapes,
core FLOPs of the forward pass and of the training step."""

import pytest

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.results import Status, TensorSpec

torch = pytest.importorskip("torch")
nn = torch.nn
flop_counter = pytest.importorskip("torch.utils.flop_counter")

INT = "int64"
NOT_COUNTED_BY_TORCH = {
    # out = x1 W x2 per output feature: 3 rows, 6 features, 2·4·5 for x1 W and 2·5 for the product with x2.
    "Bilinear(4, 5, 6)": 3 * 6 * (2 * 4 * 5 + 2 * 5),
    # The spectral norm u·(W v) of a 4x8 matrix, beside the layer's own 2·2·8·4.
    "utils.parametrizations.spectral_norm(nn.Linear(8, 4))": 2 * 4 * 8 + 2 * 4 + 2 * 2 * 8 * 4,
}
"""Core FLOPs by hand where FlopCounterMode has no formula for the operation."""

CASES = [
    # Convolution
    ("Conv1d(4, 8, 3, stride=2, padding=1, groups=2)", [(2, 4, 16)]),
    ("Conv1d(4, 8, 3, padding='same', padding_mode='circular')", [(2, 4, 16)]),
    ("Conv2d(3, 8, (3, 5), padding=(1, 2), dilation=(1, 2), bias=False)", [(2, 3, 16, 16)]),
    ("Conv2d(3, 8, 4, padding='same', padding_mode='reflect')", [(2, 3, 16, 16)]),
    ("Conv2d(8, 8, 3, groups=8)", [(8, 9, 9)]),
    ("Conv3d(2, 4, 3, stride=(1, 2, 2), padding=1)", [(1, 2, 4, 8, 8)]),
    ("ConvTranspose1d(4, 6, 3, stride=2, output_padding=1)", [(2, 4, 7)]),
    ("ConvTranspose2d(4, 6, 3, stride=2, padding=1, groups=2)", [(2, 4, 7, 7)]),
    ("ConvTranspose3d(2, 3, 2, stride=2)", [(1, 2, 3, 3, 3)]),
    ("LazyConv1d(8, 3)", [(2, 4, 16)]),
    ("LazyConv2d(8, 3, padding=1)", [(2, 3, 8, 8)]),
    ("LazyConv3d(4, 3)", [(1, 2, 4, 5, 5)]),
    ("LazyConvTranspose1d(4, 3)", [(2, 4, 7)]),
    ("LazyConvTranspose2d(4, 3, bias=False)", [(2, 4, 7, 7)]),
    ("LazyConvTranspose3d(4, 3)", [(1, 2, 3, 3, 3)]),
    ("Unfold(3, padding=1)", [(2, 3, 8, 8)]),
    ("Fold((8, 8), 2, stride=2)", [(2, 12, 16)]),
    # Pooling
    ("MaxPool1d(3, stride=2)", [(2, 3, 9)]),
    ("MaxPool2d(3, 2, 1, ceil_mode=True)", [(2, 3, 10, 10)]),
    ("MaxPool2d(2, return_indices=True)", [(2, 3, 10, 10)]),
    ("MaxPool3d(2)", [(2, 3, 4, 4, 4)]),
    ("MaxUnpool1d(2)", [(2, 3, 4), ((2, 3, 4), INT)]),
    ("MaxUnpool2d(2)", [(2, 3, 4, 4), ((2, 3, 4, 4), INT)]),
    ("MaxUnpool3d(2)", [(2, 3, 4, 4, 4), ((2, 3, 4, 4, 4), INT)]),
    ("AvgPool1d(3, stride=2)", [(2, 3, 9)]),
    ("AvgPool2d(3, stride=2, padding=1)", [(2, 3, 9, 9)]),
    ("AvgPool3d(2)", [(2, 3, 4, 4, 4)]),
    ("FractionalMaxPool2d(2, output_size=(3, 4))", [(2, 3, 9, 9)]),
    ("FractionalMaxPool3d(2, output_ratio=(0.5, 0.5, 0.5))", [(2, 3, 8, 8, 8)]),
    ("LPPool1d(2, 3)", [(2, 3, 9)]),
    ("LPPool2d(2, 3, stride=2)", [(2, 3, 9, 9)]),
    ("LPPool3d(2, 2)", [(2, 3, 4, 4, 4)]),
    ("AdaptiveMaxPool1d(4)", [(2, 3, 9)]),
    ("AdaptiveMaxPool2d((4, None))", [(2, 3, 9, 9)]),
    ("AdaptiveMaxPool3d(2)", [(2, 3, 4, 4, 4)]),
    ("AdaptiveAvgPool1d(4)", [(2, 3, 9)]),
    ("AdaptiveAvgPool2d(1)", [(2, 3, 9, 9)]),
    ("AdaptiveAvgPool3d((1, 2, None))", [(2, 3, 4, 4, 4)]),
    # Padding
    ("ReflectionPad1d(2)", [(2, 3, 8)]),
    ("ReflectionPad2d((1, 2, 3, 0))", [(2, 3, 8, 8)]),
    ("ReflectionPad3d(1)", [(2, 3, 4, 4, 4)]),
    ("ReplicationPad1d(2)", [(2, 3, 8)]),
    ("ReplicationPad2d(2)", [(2, 3, 8, 8)]),
    ("ReplicationPad3d(1)", [(2, 3, 4, 4, 4)]),
    ("ZeroPad1d(1)", [(2, 3, 8)]),
    ("ZeroPad2d((1, 0, 2, 3))", [(2, 3, 8, 8)]),
    ("ZeroPad3d(1)", [(2, 3, 4, 4, 4)]),
    ("ConstantPad1d(1, 3.5)", [(2, 3, 8)]),
    ("ConstantPad2d(1, 3.5)", [(2, 3, 8, 8)]),
    ("ConstantPad3d(1, 3.5)", [(2, 3, 4, 4, 4)]),
    ("CircularPad1d(2)", [(2, 3, 8)]),
    ("CircularPad2d((1, 2, 3, 0))", [(2, 3, 8, 8)]),
    ("CircularPad3d(1)", [(2, 3, 4, 4, 4)]),
    # Activations
    *[
        (f"{name}()", [(2, 3, 8)])
        for name in (
            "ELU", "Hardshrink", "Hardsigmoid", "Hardtanh", "Hardswish", "LeakyReLU", "LogSigmoid", "PReLU", "ReLU", "ReLU6", "RReLU",
            "SELU", "CELU", "GELU", "Sigmoid", "SiLU", "Mish", "Softplus", "Softshrink", "Softsign", "Tanh", "Tanhshrink", "GLU",
        )
    ],
    ("Threshold(0.1, 20)", [(2, 3, 8)]),
    ("GELU('tanh')", [(2, 3, 8)]),
    ("PReLU(3)", [(2, 3, 8)]),
    ("Softmin(dim=1)", [(2, 3, 8)]),
    ("Softmax(dim=-1)", [(2, 3, 8)]),
    ("Softmax2d()", [(2, 3, 8, 8)]),
    ("LogSoftmax(dim=1)", [(2, 3, 8)]),
    ("MultiheadAttention(16, 4)", [(5, 2, 16)] * 3),
    ("MultiheadAttention(16, 4, batch_first=True, bias=False)", [(2, 5, 16), (2, 7, 16), (2, 7, 16)]),
    ("MultiheadAttention(16, 4, kdim=6, vdim=10, add_bias_kv=True, add_zero_attn=True)", [(5, 2, 16), (7, 2, 6), (7, 2, 10)]),
    ("MultiheadAttention(16, 4)", [(5, 16)] * 3),
    ("AdaptiveLogSoftmaxWithLoss(16, 100, [10, 50]).log_prob", [(4, 16)]),
    # Normalisation
    ("BatchNorm1d(8)", [(4, 8)]),
    ("BatchNorm1d(8, affine=False)", [(4, 8, 5)]),
    ("BatchNorm2d(8)", [(2, 8, 4, 4)]),
    ("BatchNorm2d(8, track_running_stats=False)", [(2, 8, 4, 4)]),
    ("BatchNorm3d(8)", [(2, 8, 2, 4, 4)]),
    ("LazyBatchNorm1d()", [(4, 8)]),
    ("LazyBatchNorm2d()", [(2, 8, 4, 4)]),
    ("LazyBatchNorm3d()", [(2, 8, 2, 4, 4)]),
    ("SyncBatchNorm(8)", [(2, 8, 4, 4)]),
    ("CrossMapLRN2d(3)", [(2, 8, 4, 4)]),
    ("GroupNorm(2, 8)", [(2, 8, 4, 4)]),
    ("InstanceNorm1d(8)", [(2, 8, 4)]),
    ("InstanceNorm2d(8, affine=True, track_running_stats=True)", [(2, 8, 4, 4)]),
    ("InstanceNorm3d(8)", [(8, 2, 4, 4)]),
    ("LazyInstanceNorm1d(affine=True)", [(2, 8, 4)]),
    ("LazyInstanceNorm2d(affine=True, track_running_stats=True)", [(2, 8, 4, 4)]),
    ("LazyInstanceNorm3d(affine=True)", [(2, 8, 2, 4, 4)]),
    ("LayerNorm((4, 4), bias=False)", [(2, 8, 4, 4)]),
    ("LayerNorm(8)", [(2, 8)]),
    ("LocalResponseNorm(3)", [(2, 8, 4, 4)]),
    ("RMSNorm(8)", [(2, 8)]),
    # Recurrent: LSTM and RNN, which FlopCounterMode does not see whole, are below
    ("GRU(6, 8, 2, bidirectional=True)", [(5, 3, 6)]),
    ("GRU(6, 8, batch_first=True, bias=False)", [(3, 5, 6), (1, 3, 8)]),
    ("RNNCell(6, 8)", [(3, 6)]),
    ("LSTMCell(6, 8)", [(3, 6)]),
    ("GRUCell(6, 8)", [(3, 6), (3, 8)]),
    # Transformer
    ("TransformerEncoderLayer(16, 4, 32, batch_first=True)", [(2, 5, 16)]),
    ("TransformerEncoderLayer(16, 4, 32, activation='gelu', norm_first=True)", [(5, 2, 16)]),
    ("TransformerDecoderLayer(16, 4, 32)", [(5, 2, 16), (7, 2, 16)]),
    ("TransformerEncoder(nn.TransformerEncoderLayer(16, 4, 32), 2, nn.LayerNorm(16))", [(5, 2, 16)]),
    ("TransformerDecoder(nn.TransformerDecoderLayer(16, 4, 32), 2)", [(5, 2, 16), (7, 2, 16)]),
    ("Transformer(16, 4, 2, 2, 32, batch_first=True)", [(2, 7, 16), (2, 5, 16)]),
    # Linear
    ("Identity()", [(2, 3)]),
    ("Linear(8, 4)", [(2, 3, 8)]),
    ("Linear(8, 4, bias=False)", [(8,)]),
    ("Bilinear(4, 5, 6)", [(3, 4), (3, 5)]),
    ("LazyLinear(4)", [(2, 3, 8)]),
    # Dropout
    ("Dropout()", [(2, 3)]),
    ("Dropout1d()", [(2, 3, 4)]),
    ("Dropout2d()", [(2, 3, 4, 4)]),
    ("Dropout3d()", [(2, 3, 4, 4, 4)]),
    ("AlphaDropout()", [(2, 3)]),
    ("FeatureAlphaDropout()", [(2, 3, 4)]),
    # Sparse
    ("Embedding(10, 6, padding_idx=-1)", [((2, 3), INT)]),
    ("EmbeddingBag(10, 6, mode='sum')", [((2, 3), INT)]),
    ("EmbeddingBag(10, 6)", [((6,), INT), ((2,), INT)]),
    # Distance
    ("CosineSimilarity()", [(4, 6), (4, 6)]),
    ("PairwiseDistance()", [(4, 6), (4, 6)]),
    # Losses
    ("L1Loss()", [(4, 6), (4, 6)]),
    ("MSELoss(reduction='none')", [(4, 6), (4, 6)]),
    ("CrossEntropyLoss(weight=torch.ones(6), label_smoothing=0.1)", [(4, 6), ((4,), INT)]),
    ("CrossEntropyLoss()", [(4, 6, 3), ((4, 3), INT)]),
    ("LinearCrossEntropyLoss(8, 6)", [(4, 8), ((4,), INT)]),
    ("NLLLoss(reduction='sum')", [(4, 6), ((4,), INT)]),
    ("PoissonNLLLoss(full=True)", [(4, 6), (4, 6)]),
    ("GaussianNLLLoss()", [(4, 6), (4, 6), (4, 6)]),
    ("KLDivLoss(reduction='batchmean')", [(4, 6), (4, 6)]),
    ("BCELoss()", [(4, 6), (4, 6)]),
    ("BCEWithLogitsLoss(pos_weight=torch.ones(6))", [(4, 6), (4, 6)]),
    ("MarginRankingLoss()", [(4,), (4,), (4,)]),
    ("HingeEmbeddingLoss()", [(4, 6), (4, 6)]),
    ("MultiLabelMarginLoss()", [(4, 6), ((4, 6), INT)]),
    ("HuberLoss()", [(4, 6), (4, 6)]),
    ("SmoothL1Loss()", [(4, 6), (4, 6)]),
    ("SoftMarginLoss()", [(4, 6), (4, 6)]),
    ("MultiLabelSoftMarginLoss()", [(4, 6), (4, 6)]),
    ("CosineEmbeddingLoss()", [(4, 6), (4, 6), (4,)]),
    ("MultiMarginLoss(p=2)", [(4, 6), ((4,), INT)]),
    ("TripletMarginLoss(swap=True)", [(4, 6), (4, 6), (4, 6)]),
    ("TripletMarginWithDistanceLoss()", [(4, 6), (4, 6), (4, 6)]),
    # Vision
    ("PixelShuffle(2)", [(2, 8, 4, 4)]),
    ("PixelUnshuffle(2)", [(2, 8, 4, 4)]),
    ("Upsample(scale_factor=2)", [(2, 3, 4, 4)]),
    ("Upsample(size=(5, 7), mode='bilinear', align_corners=False)", [(2, 3, 4, 4)]),
    ("Upsample(scale_factor=1.5, mode='trilinear')", [(2, 3, 4, 4, 4)]),
    ("UpsamplingNearest2d(scale_factor=2)", [(2, 3, 4, 4)]),
    ("UpsamplingBilinear2d(size=9)", [(2, 3, 4, 4)]),
    ("ChannelShuffle(2)", [(2, 8, 4, 4)]),
    ("DataParallel(nn.Linear(8, 4))", [(2, 8)]),
    # Utilities and containers
    ("Flatten()", [(2, 3, 4)]),
    ("Unflatten(1, (2, 3))", [(2, 6, 4)]),
    ("Sequential(nn.Linear(8, 4), nn.ReLU(), nn.Linear(4, 2))", [(2, 8)]),
    ("utils.weight_norm(nn.Linear(8, 4))", [(2, 8)]),
    ("utils.parametrizations.weight_norm(nn.Conv2d(3, 8, 3))", [(2, 3, 8, 8)]),
    ("utils.parametrizations.spectral_norm(nn.Linear(8, 4))", [(2, 8)]),
]  # fmt: skip


def spec(entry):
    """Shape and dtype of a case's input."""
    return (entry[0], entry[1]) if len(entry) == 2 and isinstance(entry[1], str) else (entry, "float32")


def analysed(layer, inputs):
    requested = {f"*{i}": TensorSpec(*spec(entry)) for i, entry in enumerate(inputs)}
    return estimate(Request(f"torch.nn.{layer}".replace(" nn.", " torch.nn.").replace("(nn.", "(torch.nn."), inputs=requested))


def outputs_of(value):
    if isinstance(value, torch.Tensor):
        return [(tuple(value.shape), str(value.dtype)[6:])]
    if isinstance(value, (list, tuple)):
        return [found for item in value for found in outputs_of(item)]
    return []


def real(layer, inputs, device):
    """The module, its outputs and its core FLOPs; with gradients on, so that no fused inference kernel hides what is computed."""
    with torch.device(device):
        module = eval(f"nn.{layer}", {"nn": nn, "torch": torch})
        tensors = [torch.zeros(shape, dtype=getattr(torch, dtype)) for shape, dtype in map(spec, inputs)]
    getattr(module, "__self__", module).eval()
    with flop_counter.FlopCounterMode(display=False) as counter:
        outputs = module(*tensors)
    return module, outputs, NOT_COUNTED_BY_TORCH.get(layer, counter.get_total_flops())


@pytest.mark.parametrize(("layer", "inputs"), CASES, ids=[layer for layer, _ in CASES])
def test_layer(layer, inputs):
    # A few look at elements, which the meta device does not have.
    module, outputs, core = real(layer, inputs, "cpu" if layer.startswith(("GaussianNLL", "CrossMapLRN")) else "meta")
    answer = analysed(layer, inputs)
    assert answer.status is Status.EXACT, (answer.reason, answer.unknown)
    assert [(tuple(output.shape), output.dtype) for output in answer.outputs] == outputs_of(outputs)
    assert answer.forward.core_flops == core
    if isinstance(module, nn.Module):
        assert answer.params == sum(p.numel() for p in module.parameters())
        assert answer.buffers == sum(b.numel() for b in module.buffers())


def recurrent_core(layer, steps, batch, inputs):
    """Core FLOPs by cost-model.md: sum over layers of 2·T·B·D·G·H·(I_l + H), with projection P: width P and 2·T·B·D·H·P more."""
    gates = {"LSTM": 4, "RNN": 1}[type(layer).__name__]
    directions = 2 if layer.bidirectional else 1
    width = layer.proj_size or layer.hidden_size
    total = 0
    for level in range(layer.num_layers):
        size = inputs if level == 0 else directions * width
        total += 2 * steps * batch * directions * gates * layer.hidden_size * (size + width)
        total += 2 * steps * batch * directions * layer.hidden_size * layer.proj_size
    return total


RECURRENT = (
    "LSTM(6, 8)", "LSTM(6, 8, 2, bidirectional=True)", "LSTM(6, 8, 2, proj_size=3)", "RNN(6, 8, 3)", "RNN(6, 8, nonlinearity='relu')"
)  # fmt: skip


@pytest.mark.parametrize("layer", RECURRENT)
def test_recurrent(layer):
    module = eval(f"nn.{layer}", {"nn": nn})
    outputs = module(torch.zeros(5, 3, 6))
    answer = analysed(layer, [(5, 3, 6)])
    assert answer.status is Status.EXACT, (answer.reason, answer.unknown)
    assert [(tuple(output.shape), output.dtype) for output in answer.outputs] == outputs_of(outputs)
    assert answer.params == sum(p.numel() for p in module.parameters())
    assert answer.forward.core_flops == recurrent_core(module, 5, 3, 6)


def test_ctc_loss():
    answer = analysed("CTCLoss(reduction='none')", [(50, 4, 20), ((4, 30), INT), ((4,), INT), ((4,), INT)])
    assert answer.status is Status.EXACT, (answer.reason, answer.unknown)
    assert [(output.shape, output.dtype) for output in answer.outputs] == [((4,), "float32")]


def test_every_documented_layer_is_covered():
    """The public layers are the classes that torch.nn exports and that are Modules."""
    public = {
        name for name, value in vars(nn).items()
        if isinstance(value, type) and issubclass(value, nn.Module) and value is not nn.Module and not name.startswith("_")
    }  # fmt: skip
    bases = {"Container", "ModuleList", "ModuleDict", "ParameterList", "ParameterDict", "RNNBase", "RNNCellBase", "NLLLoss2d", "Module"}
    elsewhere = {"LSTM", "RNN", "CTCLoss"}
    covered = {layer.partition("(")[0] for layer, _ in CASES}
    assert public - bases - elsewhere - covered == set()
