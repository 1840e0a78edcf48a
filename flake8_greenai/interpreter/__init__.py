"""An abstract interpreter of Python over astroid trees: concrete semantics, nothing executed, nothing imported.

It knows Python and nothing about machine learning. Libraries enter as *stubs* (Python that is interpreted) and as
*primitives* (host functions registered under a qualified name, see :mod:`flake8_greenai.interpreter.primitives`).
"""
