"""mimetypes: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

init = add_type = nothing


def __getattr__(name):
    return outside("mimetypes", name)
