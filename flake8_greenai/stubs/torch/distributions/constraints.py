"""Constraints on parameters: not checked."""


class Constraint:
    pass


real = positive = simplex = unit_interval = Constraint()
