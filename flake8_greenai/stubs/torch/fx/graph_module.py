"""Traced modules."""
from torch.nn.modules.module import Module


class GraphModule(Module):
    def __init__(self, root, graph, class_name="GraphModule"):
        super().__init__()
        self.graph = graph
