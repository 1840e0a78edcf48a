"""Shapes and dtypes of array expressions against NumPy itself."""

from __future__ import annotations

import numpy as np
import pytest

from flake8_greenai.estimate.session import Session
from flake8_greenai.interpreter.values import Unknown

PROGRAM = """
import numpy as np
a = np.ones((3, 4))
f = np.ones((3, 4), dtype=np.float32)
i = np.arange(12).reshape(3, 4)
b = np.ones(4, dtype=np.int8)
m = np.eye(3) * 2
"""
EXPRESSIONS = [
    "a + i", "f + 1.5", "f + i", "f + b", "i + 1.5", "i / 2", "i // 2", "b + b", "b * 2", "i % 5", "i ** 2", "a ** 0.5", "-i", "abs(f)",
    "a > 0.5", "(a > 0.5) & (f > 0)", "~(a > 1)", "a @ a.T", "f @ f.T", "i @ i.T", "a @ b", "a.T", "a.sum()", "a.sum(axis=0)",
    "a.sum(axis=1, keepdims=True)", "a.mean(axis=0)", "f.mean()", "i.mean()", "a.std(axis=1)", "f.var(axis=0, keepdims=True)",
    "a.max(axis=1)", "np.max(a, axis=0, keepdims=True)", "np.argmax(a, axis=1)", "np.exp(f)", "np.exp(i)", "np.sqrt(b.astype(np.int64))",
    "np.maximum(a, 0)", "np.add(a, f)", "np.clip(a, 0, 1)", "np.where(a > 0, a, 0)", "np.where(a > 0, f, i)", "np.outer(a[0], a[1])",
    "np.dot(a, a[0])", "np.einsum('ij,kj->ik', a, a)", "np.tensordot(a, a, axes=([1], [1]))", "np.linalg.inv(m)", "np.linalg.norm(a)",
    "np.linalg.solve(m, a)", "np.linalg.cholesky(m)", "np.linalg.qr(a)[0]", "np.linalg.svd(a, full_matrices=False)[1]",
    "np.linalg.eigh(m)[1]", "np.fft.fft(a)", "np.fft.rfft(a)", "np.zeros(3)", "np.zeros((2, 3), dtype=np.int32)", "np.empty_like(f)",
    "np.full((2, 2), 7)", "np.full((2, 2), 7.0)", "np.linspace(0, 1, 5)", "np.arange(0, 1, 0.25)", "np.mgrid[0:2, 0:3]",
    "np.meshgrid(a[0], a[1])[0]", "np.concatenate([a, f])", "np.stack([a, a], axis=-1)", "np.vstack([a, a])", "np.hstack([a, i])",
    "np.append(a, 1.0)", "np.tile(a, (2, 1))", "np.repeat(a, 2, axis=0)", "np.pad(a, 1)", "np.pad(a, ((1, 0), (0, 2)))", "np.roll(a, 1)",
    "np.triu(m)", "np.diag(m)", "np.diag(m[0])", "np.sort(a, axis=0)", "np.argsort(a)", "np.cumsum(a)", "np.cumsum(a, axis=0)",
    "np.diff(a)", "a[0]", "a[:, 1]", "a[::-1]", "a[:, ::-2]", "a[1:, :2]", "a[[0, 2]]", "a[None]", "a[..., 0]", "a.reshape(2, 6)",
    "a.reshape(-1)", "a.ravel()", "a.flatten()", "a.astype(np.float16)", "a.copy()", "np.expand_dims(a, 0)", "np.squeeze(a[None])",
    "np.transpose(a)", "np.swapaxes(a, 0, 1)", "np.multiply.outer(a[0], a[1])", "np.add.reduce(a)", "np.histogram(a, bins=5)[0]",
    "np.histogram(a, bins=5)[1]", "np.cov(a)", "np.kron(a, m)", "np.percentile(a, 50, axis=0)", "np.median(a, axis=1)", "np.isnan(a)",
    "np.logical_and(a, f)", "np.round(a, 2)", "np.sign(f)", "np.convolve(a[0], b)", "np.broadcast_to(b, (3, 4))", "np.trace(m)",
]  # fmt: skip


@pytest.fixture(scope="module")
def session():
    session = Session()
    return session, session.module("program", "program.py", PROGRAM)


@pytest.fixture(scope="module")
def truth():
    namespace = {}
    exec(PROGRAM, namespace)
    return namespace


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_expression(session, truth, expression):
    theirs = np.asarray(eval(expression, truth))
    machine, module = session
    ours = machine.evaluate(expression, module)
    assert not isinstance(ours, Unknown), ours.reason
    if isinstance(ours, (int, float)):
        assert theirs.shape == ()
        return
    tensor = ours.attributes["_t"]
    assert (tensor.shape, tensor.dtype.name) == (theirs.shape, theirs.dtype.name)
