"""string: constants are host primitives."""


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)

    def parse(self, format_string):
        return _parsed(format_string)


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def substitute(self, mapping=(), /, **kws):
        return _substituted(self.template, {**dict(mapping), **kws}, True)

    def safe_substitute(self, mapping=(), /, **kws):
        return _substituted(self.template, {**dict(mapping), **kws}, False)
