"""gettext: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

install = bindtextdomain = textdomain = nothing


def gettext(message):
    return message


def __getattr__(name):
    return outside("gettext", name)
