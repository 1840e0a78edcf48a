"""numbers."""

from abc import ABC


class Number(ABC): pass
class Complex(Number): pass
class Real(Complex): pass
class Rational(Real): pass
class Integral(Rational): pass


for _kind in (int, float, complex):
    Number.register(_kind)
    Complex.register(_kind)
for _kind in (int, float):
    Real.register(_kind)
Rational.register(int)
Integral.register(int)
