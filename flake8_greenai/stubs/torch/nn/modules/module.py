"""Base class of neural network modules."""

from collections import OrderedDict, namedtuple

import _greenai
import torch
from torch.nn.parameter import Buffer, Parameter
from torch.utils.hooks import RemovableHandle

_EXTRA_STATE_KEY_SUFFIX = "_extra_state"
_global_forward_hooks = OrderedDict()
_global_forward_pre_hooks = OrderedDict()


class _IncompatibleKeys(namedtuple("IncompatibleKeys", ["missing_keys", "unexpected_keys"])):
    __slots__ = ()


def register_module_forward_pre_hook(hook):
    return _register(_global_forward_pre_hooks, hook)


def register_module_forward_hook(hook, *, with_kwargs=False, always_call=False):
    return _register(_global_forward_hooks, hook)


def register_module_backward_hook(hook):
    return RemovableHandle(OrderedDict())


def register_module_full_backward_hook(hook):
    return RemovableHandle(OrderedDict())


def register_module_full_backward_pre_hook(hook):
    return RemovableHandle(OrderedDict())


def register_module_parameter_registration_hook(hook):
    return RemovableHandle(OrderedDict())


def register_module_module_registration_hook(hook):
    return RemovableHandle(OrderedDict())


def register_module_buffer_registration_hook(hook):
    return RemovableHandle(OrderedDict())


def _register(hooks, hook, prepend=False):
    handle = RemovableHandle(hooks)
    others = dict(hooks)
    if prepend:
        hooks.clear()
    hooks[handle.id] = hook
    if prepend:
        hooks.update(others)
    return handle


def _are_keys_known(table):
    count = len(table)
    return not _greenai.is_unknown(count) and not _greenai.is_symbolic(count) and not any([_greenai.is_unknown(key) for key in table])


class Module:
    # __init__, __setattr__ and __getattr__ are the hot path of building a model: flake8_greenai/ops/modules.py;
    # __call__, train and apply that of running it: flake8_greenai/ops/module_call.py.
    dump_patches = False
    _version = 1
    call_super_init = False
    _compiled_call_impl = None

    def _wrapped_call_impl(self, *args, **kwargs):
        return self._call_impl(*args, **kwargs)

    def _call_impl(self, *args, **kwargs):
        own = self._forward_hooks or self._forward_pre_hooks or self._backward_hooks
        if not (own or _global_forward_hooks or _global_forward_pre_hooks):
            return self.forward(*args, **kwargs)
        for key, hook in [*_global_forward_pre_hooks.items(), *self._forward_pre_hooks.items()]:
            if key in self._forward_pre_hooks_with_kwargs:
                result = hook(self, args, kwargs)
                if result is not None:
                    args, kwargs = result
            else:
                result = hook(self, args)
                if result is not None:
                    args = result if isinstance(result, tuple) else (result,)
        output = self.forward(*args, **kwargs)
        for key, hook in [*_global_forward_hooks.items(), *self._forward_hooks.items()]:
            if key in self._forward_hooks_with_kwargs:
                result = hook(self, args, kwargs, output)
            else:
                result = hook(self, args, output)
            if result is not None:
                output = result
        for hook in self._backward_hooks.values():
            first = output if isinstance(output, torch.Tensor) or not output else output[0]
            torch._call_hook(first, hook, self, args)
        return output

    def forward(self, *input):
        raise NotImplementedError(f'Module [{type(self).__name__}] is missing the required "forward" function')

    def __delattr__(self, name):
        if name in self._parameters:
            del self._parameters[name]
        elif name in self._buffers:
            del self._buffers[name]
            self._non_persistent_buffers_set.discard(name)
        elif name in self._modules:
            del self._modules[name]
        else:
            object.__delattr__(self, name)

    def __dir__(self):
        return sorted({*object.__dir__(self), *self._parameters, *self._modules, *self._buffers})

    def __setstate__(self, state):
        self.__dict__.update(state)

    def register_buffer(self, name, tensor, persistent=True):
        _check_name(self, "buffer", name, self._buffers)
        self._buffers[name] = tensor
        if persistent:
            self._non_persistent_buffers_set.discard(name)
        else:
            self._non_persistent_buffers_set.add(name)

    def register_parameter(self, name, param):
        _check_name(self, "parameter", name, self._parameters)
        if param is not None and not isinstance(param, Parameter):
            raise TypeError(f"cannot assign '{torch.typename(param)}' object to parameter '{name}' (torch.nn.Parameter or None required)")
        self._parameters[name] = param

    def add_module(self, name, module):
        if not isinstance(module, Module) and module is not None:
            raise TypeError(f"{torch.typename(module)} is not a Module subclass")
        _check_name(self, "module", name, self._modules)
        self._modules[name] = module

    def register_module(self, name, module):
        self.add_module(name, module)

    def get_submodule(self, target):
        module = self
        for item in target.split(".") if target else ():
            if not hasattr(module, item):
                raise AttributeError(f"{type(module).__name__} has no attribute `{item}`")
            module = getattr(module, item)
            if not isinstance(module, Module):
                raise AttributeError(f"`{item}` is not an nn.Module")
        return module

    def set_submodule(self, target, module, strict=False):
        parent, _, name = target.rpartition(".")
        setattr(self.get_submodule(parent), name, module)

    def get_parameter(self, target):
        parent, _, name = target.rpartition(".")
        module = self.get_submodule(parent)
        if not hasattr(module, name):
            raise AttributeError(f"{type(module).__name__} has no attribute `{name}`")
        param = getattr(module, name)
        if not isinstance(param, Parameter):
            raise AttributeError(f"`{name}` is not an nn.Parameter")
        return param

    def get_buffer(self, target):
        parent, _, name = target.rpartition(".")
        module = self.get_submodule(parent)
        if name not in module._buffers:
            raise AttributeError(f"`{name}` is not a buffer")
        return module._buffers[name]

    def get_extra_state(self):
        raise RuntimeError("Reached a code path in Module.get_extra_state() that should never be called.")

    def set_extra_state(self, state):
        raise RuntimeError("Reached a code path in Module.set_extra_state() that should never be called.")

    def _named_members(self, get_members_fn, prefix="", recurse=True, remove_duplicate=True):
        memo = set()
        members = []
        for module_prefix, module in self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate) if recurse else [(prefix, self)]:
            for key, value in get_members_fn(module):
                if value is None or (remove_duplicate and value in memo):
                    continue
                memo.add(value)
                members.append((module_prefix + ("." if module_prefix else "") + key, value))
        return iter(members)

    def parameters(self, recurse=True):
        return iter([param for _, param in self.named_parameters(recurse=recurse)])

    def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
        return iter(_named_members(self, "_parameters", prefix, recurse, remove_duplicate))

    def buffers(self, recurse=True):
        return iter([buffer for _, buffer in self.named_buffers(recurse=recurse)])

    def named_buffers(self, prefix="", recurse=True, remove_duplicate=True):
        return iter(_named_members(self, "_buffers", prefix, recurse, remove_duplicate))

    def children(self):
        return iter([module for _, module in self.named_children()])

    def named_children(self):
        return iter(_named_children(self))

    def modules(self, remove_duplicate=True):
        return iter([module for _, module in self.named_modules(remove_duplicate=remove_duplicate)])

    def named_modules(self, memo=None, prefix="", remove_duplicate=True):
        return iter(_named_modules(self, memo, prefix, remove_duplicate))

    def eval(self):
        return self.train(False)

    def requires_grad_(self, requires_grad=True):
        for p in self.parameters():
            p.requires_grad_(requires_grad)
        return self

    def zero_grad(self, set_to_none=True):
        for p in self.parameters():
            p.grad = None
        torch.optim.optimizer._gradients_gone()

    def share_memory(self):
        return self

    def _apply(self, fn, recurse=True):
        if recurse:
            for module in self._modules.values():
                if module is not None:
                    module._apply(fn)
        for param in self._parameters.values():
            if param is not None:
                _replace_data(param, fn(param))
        for name, buffer in list(self._buffers.items()):
            if buffer is not None:
                self._buffers[name] = fn(buffer)
        return self

    def to(self, *args, **kwargs):
        device, dtype, _, _ = torch._C._nn._parse_to(*args, **kwargs)
        if dtype is not None and not (dtype.is_floating_point or dtype.is_complex):
            raise TypeError(f"nn.Module.to only accepts floating point or complex dtypes, but got desired dtype={dtype}")
        return self._apply(lambda t: _convert(t, device, dtype))

    def cuda(self, device=None):
        return self._apply(lambda t: _convert(t, torch.device("cuda") if device is None else torch.device("cuda", device), None))

    def xpu(self, device=None):
        return self._apply(lambda t: _convert(t, torch.device("xpu"), None))

    def mtia(self, device=None):
        return self._apply(lambda t: _convert(t, torch.device("mtia"), None))

    def ipu(self, device=None):
        return self._apply(lambda t: _convert(t, torch.device("ipu"), None))

    def cpu(self):
        return self._apply(lambda t: _convert(t, torch.device("cpu"), None))

    def type(self, dst_type):
        return self._apply(lambda t: t.type(dst_type))

    def float(self):
        return self._apply(lambda t: _convert(t, None, torch.float32))

    def double(self):
        return self._apply(lambda t: _convert(t, None, torch.float64))

    def half(self):
        return self._apply(lambda t: _convert(t, None, torch.float16))

    def bfloat16(self):
        return self._apply(lambda t: _convert(t, None, torch.bfloat16))

    def to_empty(self, *, device, recurse=True):
        return self._apply(lambda t: _convert(t, torch.device(device), None), recurse=recurse)

    def compile(self, *args, **kwargs):
        return None

    def register_forward_pre_hook(self, hook, *, prepend=False, with_kwargs=False):
        handle = _register(self._forward_pre_hooks, hook, prepend)
        if with_kwargs:
            self._forward_pre_hooks_with_kwargs[handle.id] = True
        return handle

    def register_forward_hook(self, hook, *, prepend=False, with_kwargs=False, always_call=False):
        handle = _register(self._forward_hooks, hook, prepend)
        if with_kwargs:
            self._forward_hooks_with_kwargs[handle.id] = True
        return handle

    def register_backward_hook(self, hook):
        return _register(self._backward_hooks, hook)

    def register_full_backward_hook(self, hook, prepend=False):
        return _register(self._backward_hooks, hook, prepend)

    def register_full_backward_pre_hook(self, hook, prepend=False):
        return _register(self._backward_pre_hooks, hook, prepend)

    def register_state_dict_post_hook(self, hook):
        return _register(self._state_dict_hooks, hook)

    def _register_state_dict_hook(self, hook):
        return _register(self._state_dict_hooks, hook)

    def register_state_dict_pre_hook(self, hook):
        return _register(self._state_dict_pre_hooks, hook)

    def _register_load_state_dict_pre_hook(self, hook, with_module=False):
        return _register(self._load_state_dict_pre_hooks, (lambda *args: hook(self, *args)) if with_module else hook)

    def register_load_state_dict_pre_hook(self, hook):
        return self._register_load_state_dict_pre_hook(hook, with_module=True)

    def register_load_state_dict_post_hook(self, hook):
        return _register(self._load_state_dict_post_hooks, hook)

    def _save_to_state_dict(self, destination, prefix, keep_vars):
        for name, param in self._parameters.items():
            if param is not None:
                destination[prefix + name] = param if keep_vars else param.detach()
        for name, buffer in self._buffers.items():
            if buffer is not None and name not in self._non_persistent_buffers_set:
                destination[prefix + name] = buffer if keep_vars else buffer.detach()
        if type(self).get_extra_state is not Module.get_extra_state:
            destination[prefix + _EXTRA_STATE_KEY_SUFFIX] = self.get_extra_state()

    def state_dict(self, *args, destination=None, prefix="", keep_vars=False):
        if args:
            destination = args[0]
            prefix = args[1] if len(args) > 1 else prefix
        if destination is None:
            destination = OrderedDict()
            destination._metadata = OrderedDict()
        if hasattr(destination, "_metadata"):
            destination._metadata[prefix[:-1]] = dict(version=self._version)
        for hook in self._state_dict_pre_hooks.values():
            hook(self, prefix, keep_vars)
        self._save_to_state_dict(destination, prefix, keep_vars)
        for name, module in self._modules.items():
            if module is not None:
                module.state_dict(destination=destination, prefix=prefix + name + ".", keep_vars=keep_vars)
        for hook in self._state_dict_hooks.values():
            result = hook(self, destination, prefix, {})
            if result is not None:
                destination = result
        return destination

    def _load_from_state_dict(self, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs):
        for hook in self._load_state_dict_pre_hooks.values():
            hook(state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs)
        local = {**self._parameters, **{k: v for k, v in self._buffers.items() if k not in self._non_persistent_buffers_set}}
        for name, value in local.items():
            if value is None:
                continue
            key = prefix + name
            if key not in state_dict:
                if strict:
                    missing_keys.append(key)
            elif _greenai.is_unknown(state_dict[key]):
                continue
            elif tuple(state_dict[key].shape) != tuple(value.shape):
                error_msgs.append(
                    f"size mismatch for {key}: copying a param with shape {state_dict[key].shape} from checkpoint, "
                    f"the shape in current model is {value.shape}."
                )
        if strict:
            for key in state_dict:
                if key.startswith(prefix) and key != prefix + _EXTRA_STATE_KEY_SUFFIX:
                    first, *rest = key[len(prefix) :].split(".", 1)
                    if (rest and first not in self._modules) or (not rest and first not in local):
                        unexpected_keys.append(key)

    def load_state_dict(self, state_dict, strict=True, assign=False):
        # Values of weights do not change what a model costs: only names and shapes are checked.
        missing_keys, unexpected_keys, error_msgs = [], [], []
        # A file that is not there is taken to fit: its names and shapes are not known.
        if not isinstance(state_dict, dict) or not _are_keys_known(state_dict):
            return _IncompatibleKeys(missing_keys, unexpected_keys)
        state_dict = OrderedDict(state_dict)

        def load(module, prefix=""):
            module._load_from_state_dict(state_dict, prefix, {}, True, missing_keys, unexpected_keys, error_msgs)
            for name, child in module._modules.items():
                if child is not None:
                    load(child, prefix + name + ".")
            for hook in module._load_state_dict_post_hooks.values():
                hook(module, _IncompatibleKeys(missing_keys, unexpected_keys))

        load(self)
        if strict:
            if unexpected_keys:
                error_msgs.append(f"Unexpected key(s) in state_dict: {', '.join(unexpected_keys)}. ")
            if missing_keys:
                error_msgs.append(f"Missing key(s) in state_dict: {', '.join(missing_keys)}. ")
        if error_msgs:
            raise RuntimeError(f"Error(s) in loading state_dict for {type(self).__name__}:\n\t" + "\n\t".join(error_msgs))
        return _IncompatibleKeys(missing_keys, unexpected_keys)

    def _get_name(self):
        return type(self).__name__

    def extra_repr(self):
        return ""

    def __repr__(self):
        lines = [f"  ({key}): " + repr(module).replace("\n", "\n  ") for key, module in self._modules.items()]
        extra = self.extra_repr()
        return f"{self._get_name()}({extra}" + ("\n" + "\n".join(lines) + "\n" if lines else "") + ")"


def _check_name(module, kind, name, own):
    if "_parameters" not in module.__dict__:
        raise AttributeError(f"cannot assign {kind} before Module.__init__() call")
    if not isinstance(name, str):
        raise TypeError(f"{kind} name should be a string. Got {torch.typename(name)}")
    if "." in name:
        raise KeyError(f'{kind} name can\'t contain "."')
    if name == "":
        raise KeyError(f'{kind} name can\'t be empty string ""')
    if name not in own and hasattr(module, name):
        raise KeyError(f"attribute '{name}' already exists")
