"""shutil: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

copy = copy2 = copyfile = copytree = copymode = copystat = move = rmtree = chown = make_archive = unpack_archive = register_archive_format = nothing


class Error(OSError): pass
class SameFileError(Error): pass


def __getattr__(name):
    return outside("shutil", name)
