"""ast: what is not here has no effect and an unknown result."""

from _greenai import outside


class AST: pass


class NodeVisitor:
    def visit(self, node):
        return outside("ast", "visit")(node)

    generic_visit = visit


class NodeTransformer(NodeVisitor): pass


def __getattr__(name):
    return outside("ast", name)
