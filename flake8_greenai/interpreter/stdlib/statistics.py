"""statistics."""


class StatisticsError(ValueError): pass


def mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("mean requires at least one data point")
    total = sum(data)
    return total // len(data) if isinstance(total, int) and total % len(data) == 0 else total / len(data)


def fmean(data, weights=None):
    data = list(data)
    return float(sum(data)) / len(data)


def median(data):
    data = sorted(data)
    n = len(data)
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2


def variance(data, xbar=None):
    data = list(data)
    m = sum(data) / len(data) if xbar is None else xbar
    return sum([(x - m) ** 2 for x in data]) / (len(data) - 1)


def pvariance(data, mu=None):
    data = list(data)
    m = sum(data) / len(data) if mu is None else mu
    return sum([(x - m) ** 2 for x in data]) / len(data)


def stdev(data, xbar=None):
    return variance(data, xbar) ** 0.5


def pstdev(data, mu=None):
    return pvariance(data, mu) ** 0.5


def mode(data):
    data = list(data)
    return max(data, key=data.count)
