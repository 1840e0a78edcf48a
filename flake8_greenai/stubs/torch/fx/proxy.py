"""Proxies: nothing is ever one."""


class Proxy:
    pass


class TraceError(ValueError):
    pass


class Attribute(Proxy):
    pass
