"""Interpreters of traced graphs."""


class Interpreter:
    pass


class Transformer(Interpreter):
    pass
