"""Sparse matrices: operations of the engine."""


class SparseSemiStructuredTensor:
    pass
