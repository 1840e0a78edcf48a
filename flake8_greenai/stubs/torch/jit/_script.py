"""Classes of compiled modules and functions: nothing is ever one."""
from torch.nn.modules.module import Module


class ScriptModule(Module):
    pass


class RecursiveScriptModule(ScriptModule):
    pass


class ScriptFunction:
    pass
