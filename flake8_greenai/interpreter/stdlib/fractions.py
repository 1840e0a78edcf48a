"""fractions."""

import math
from numbers import Rational


class Fraction(Rational):
    def __init__(self, numerator=0, denominator=1):
        if isinstance(numerator, str):
            top, _, bottom = numerator.partition("/")
            numerator, denominator = int(top), int(bottom or 1)
        elif isinstance(numerator, float):
            numerator, denominator = numerator.as_integer_ratio()
        elif isinstance(numerator, Fraction):
            numerator, denominator = numerator.numerator, numerator.denominator * denominator
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        g = math.gcd(numerator, denominator) * (1 if denominator > 0 else -1)
        self.numerator = numerator // g
        self.denominator = denominator // g

    def limit_denominator(self, max_denominator=1000000):
        if self.denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self.numerator, self.denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        low, high = Fraction(p0 + k * p1, q0 + k * q1), Fraction(p1, q1)
        return high if abs(high - self) <= abs(low - self) else low

    def _other(self, other):
        return other if isinstance(other, Fraction) else Fraction(other)

    def __add__(self, other):
        if isinstance(other, float):
            return float(self) + other
        o = self._other(other)
        return Fraction(self.numerator * o.denominator + o.numerator * self.denominator, self.denominator * o.denominator)

    __radd__ = __add__

    def __neg__(self):
        return Fraction(-self.numerator, self.denominator)

    def __abs__(self):
        return Fraction(abs(self.numerator), self.denominator)

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        if isinstance(other, float):
            return float(self) * other
        o = self._other(other)
        return Fraction(self.numerator * o.numerator, self.denominator * o.denominator)

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, float):
            return float(self) / other
        o = self._other(other)
        return Fraction(self.numerator * o.denominator, self.denominator * o.numerator)

    def __rtruediv__(self, other):
        return Fraction(other) / self

    def __pow__(self, n):
        return Fraction(self.numerator ** n, self.denominator ** n) if n >= 0 else Fraction(self.denominator ** -n, self.numerator ** -n)

    def __floordiv__(self, other):
        return (self / other).__floor__()

    def __floor__(self):
        return self.numerator // self.denominator

    def __ceil__(self):
        return -(-self.numerator // self.denominator)

    def __round__(self, n=None):
        return round(self.numerator / self.denominator, n) if n is not None else round(self.numerator / self.denominator)

    __int__ = __trunc__ = lambda self: int(self.numerator / self.denominator)

    def __float__(self):
        return self.numerator / self.denominator

    def __eq__(self, other):
        return float(self) == other if isinstance(other, float) else self.numerator == self._other(other).numerator and self.denominator == self._other(other).denominator

    def __hash__(self):
        return hash((self.numerator, self.denominator))

    def __lt__(self, other):
        return float(self) < float(other)

    def __le__(self, other):
        return float(self) <= float(other)

    def __gt__(self, other):
        return float(self) > float(other)

    def __ge__(self, other):
        return float(self) >= float(other)

    def __str__(self):
        return str(self.numerator) if self.denominator == 1 else f"{self.numerator}/{self.denominator}"

    def __repr__(self):
        return f"Fraction({self.numerator}, {self.denominator})"
