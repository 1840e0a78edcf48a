"""datetime: today is unknown; durations are arithmetic."""

from _greenai import unknown

MINYEAR, MAXYEAR = 1, 9999


class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = days * 86400 + seconds + microseconds / 1e6 + milliseconds / 1e3 + minutes * 60 + hours * 3600 + weeks * 604800
        self._total = total

    days = property(lambda self: int(self._total // 86400))
    seconds = property(lambda self: int(self._total % 86400))
    microseconds = property(lambda self: round(self._total % 1 * 1e6))

    def total_seconds(self):
        return float(self._total)

    def __add__(self, other):
        return timedelta(seconds=self._total + other._total)

    def __sub__(self, other):
        return timedelta(seconds=self._total - other._total)

    def __mul__(self, other):
        return timedelta(seconds=self._total * other)

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self._total / other._total if isinstance(other, timedelta) else timedelta(seconds=self._total / other)

    def __eq__(self, other):
        return isinstance(other, timedelta) and self._total == other._total

    def __lt__(self, other):
        return self._total < other._total

    def __le__(self, other):
        return self._total <= other._total

    def __gt__(self, other):
        return self._total > other._total

    def __ge__(self, other):
        return self._total >= other._total

    def __hash__(self):
        return hash(self._total)


class tzinfo: pass


class timezone(tzinfo):
    def __init__(self, offset=None, name=None):
        self.offset = offset


timezone.utc = UTC = timezone(timedelta(0), "UTC")


class _Moment:
    def __init__(self, *args, **kwargs): pass

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return unknown("dates are not computed")

    def __sub__(self, other):
        return unknown("dates are not computed")

    __add__ = __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __sub__

    def __str__(self):
        return unknown("dates are not computed")

    def __format__(self, spec):
        return unknown("dates are not computed")

    @classmethod
    def now(cls, tz=None):
        return cls()

    @classmethod
    def fromtimestamp(cls, *args):
        return cls()

    today = utcnow = now
    fromisoformat = strptime = combine = utcfromtimestamp = fromtimestamp


class date(_Moment): pass
class datetime(date): pass
class time(_Moment): pass
