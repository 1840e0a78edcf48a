"""Operations of Keras: layers that are called on symbolic tensors, and kernels of its layouts. Imported with the stub of ``keras``."""

from flake8_greenai.ops.keras import calls, graph, normalisation, products, recurrence, tapes, tensors, variables, windows

__all__ = ["calls", "graph", "normalisation", "products", "recurrence", "tapes", "tensors", "variables", "windows"]
