"""Graphs of traced modules: empty."""


class Graph:
    def __init__(self, owning_module=None, tracer_cls=None, tracer_extras=None):
        self.nodes = []


class CodeGen:
    pass
