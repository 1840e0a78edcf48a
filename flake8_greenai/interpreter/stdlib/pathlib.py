"""pathlib: paths are their texts; the file system is not asked."""

from _greenai import nothing, unknown


class PurePath:
    def __init__(self, *args, **kwargs):
        self._text = _joined(*args)

    def _made(self, text):
        return type(self)(text)

    def __str__(self):
        return self._text

    __fspath__ = as_posix = __str__

    def __repr__(self):
        return f"{type(self).__name__.replace('Path', 'PosixPath', 1) if type(self).__name__ in ('Path', 'PurePath') else type(self).__name__}({self._text!r})"

    def __truediv__(self, other):
        return self._made(_joined(self, other))

    def __rtruediv__(self, other):
        return self._made(_joined(other, self))

    def joinpath(self, *others):
        return self._made(_joined(self, *others))

    def __eq__(self, other):
        return isinstance(other, PurePath) and self._text == other._text

    def __lt__(self, other):
        return self.parts < other.parts

    def __hash__(self):
        return hash(self._text)

    name = property(lambda self: _part(self._text, "name"))
    stem = property(lambda self: _part(self._text, "stem"))
    suffix = property(lambda self: _part(self._text, "suffix"))
    suffixes = property(lambda self: _part(self._text, "suffixes"))
    parts = property(lambda self: _part(self._text, "parts"))
    root = property(lambda self: _part(self._text, "root"))
    anchor = property(lambda self: _part(self._text, "anchor"))
    drive = ""
    parent = property(lambda self: self._made(_part(self._text, "parent")))
    parents = property(lambda self: [self._made(text) for text in _part(self._text, "parents")])

    def with_name(self, name):
        return self._made(_method(self._text, "with_name", name))

    def with_stem(self, stem):
        return self._made(_method(self._text, "with_stem", stem))

    def with_suffix(self, suffix):
        return self._made(_method(self._text, "with_suffix", suffix))

    def relative_to(self, *other):
        return self._made(_method(self._text, "relative_to", _joined(*other)))

    def is_relative_to(self, *other):
        return _method(self._text, "is_relative_to", _joined(*other))

    def is_absolute(self):
        return _method(self._text, "is_absolute")

    def match(self, pattern):
        return _method(self._text, "match", pattern)


class Path(PurePath):
    mkdir = touch = unlink = rmdir = chmod = rename = replace = symlink_to = hardlink_to = write_text = write_bytes = nothing

    def exists(self, *args, **kwargs):
        return unknown(f"the file system is not asked about {self._text}")

    is_file = is_dir = is_symlink = stat = lstat = read_text = read_bytes = iterdir = glob = rglob = samefile = owner = walk = exists

    def open(self, *args, **kwargs):
        return unknown(f"the file {self._text} is not read")

    def resolve(self, strict=False):
        return self if self.is_absolute() else self._made(unknown("the working directory is not known"))

    absolute = resolve

    def expanduser(self):
        return self._made(unknown("the home folder is not known")) if self._text.startswith("~") else self

    @classmethod
    def cwd(cls):
        return cls(unknown("the working directory is not known"))

    @classmethod
    def home(cls):
        return cls(unknown("the home folder is not known"))


PosixPath, PurePosixPath, WindowsPath, PureWindowsPath = Path, PurePath, Path, PurePath
