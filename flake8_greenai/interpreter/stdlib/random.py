"""random: draws are host primitives that give unknown values."""


class Random:
    def __init__(self, x=None): pass

    def __getattr__(self, name):
        return _draws[name]


_draws = {"seed": seed, "random": random, "uniform": uniform, "randint": randint, "randrange": randrange, "choice": choice,
          "choices": choices, "sample": sample, "shuffle": shuffle, "gauss": gauss, "normalvariate": normalvariate,
          "getrandbits": getrandbits, "getstate": getstate, "setstate": setstate, "betavariate": betavariate}
SystemRandom = Random
