"""Distributed tensors: nothing is ever one."""


class DTensor:
    pass


class Placement:
    pass


class Replicate(Placement):
    pass


class Shard(Placement):
    def __init__(self, dim):
        self.dim = dim


class Partial(Placement):
    pass
