"""Symbolic tracing: modules are followed as they are, so a traced module is the module."""
import torch.fx.proxy as proxy
from torch.fx._symbolic_trace import Tracer, symbolic_trace, wrap
from torch.fx.graph import CodeGen, Graph
from torch.fx.graph_module import GraphModule
from torch.fx.interpreter import Interpreter, Transformer
from torch.fx.node import Node, has_side_effect, map_arg
from torch.fx.proxy import Proxy
