"""xml.etree.ElementTree: what is not here has no effect and an unknown result."""

from _greenai import outside


class ParseError(SyntaxError): pass


def __getattr__(name):
    return outside("xml.etree.ElementTree", name)
