"""io: buffers in memory."""

from _greenai import nothing, unknown

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class IOBase:
    closed = False
    flush = close = nothing

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


class RawIOBase(IOBase): pass
class BufferedIOBase(IOBase): pass
class TextIOBase(IOBase): pass
class FileIO(RawIOBase): pass
class BufferedReader(BufferedIOBase): pass
class BufferedWriter(BufferedIOBase): pass
class TextIOWrapper(TextIOBase): pass
class UnsupportedOperation(OSError, ValueError): pass


class StringIO(TextIOBase):
    _blank = ""

    def __init__(self, initial_value=None, newline="\n"):
        self._value = initial_value or self._blank
        self._at = 0

    def write(self, s):
        self._value = self._value[:self._at] + s + self._value[self._at + len(s):] if self._at < len(self._value) else self._value + s
        self._at += len(s)
        return len(s)

    def getvalue(self):
        return self._value

    getbuffer = getvalue

    def read(self, size=-1):
        start = self._at
        self._at = len(self._value) if size is None or size < 0 else min(len(self._value), start + size)
        return self._value[start:self._at]

    def readlines(self):
        return self.read().splitlines(True)

    def readline(self):
        lines = self._value[self._at:].splitlines(True)
        self._at += len(lines[0]) if lines else 0
        return lines[0] if lines else self._blank

    def __iter__(self):
        return iter(self.readlines())

    def seek(self, offset, whence=0):
        self._at = offset + (0 if whence == 0 else self._at if whence == 1 else len(self._value))
        return self._at

    def tell(self):
        return self._at

    def truncate(self, size=None):
        self._value = self._value[:self._at if size is None else size]


class BytesIO(StringIO):
    _blank = b""


class UnreadFile(IOBase):
    """A file whose contents are not known."""

    def __init__(self, file):
        self.name = file if isinstance(file, str) else str(file)

    def _contents(self, *args, **kwargs):
        return unknown(f"the file {self.name} is not read")

    __iter__ = __next__ = read = readline = readlines = readable = seekable = tell = seek = fileno = _contents
    write = writelines = truncate = nothing


class WrittenFile(IOBase):
    """A file that is written: nothing is."""

    def __init__(self, file):
        self.name = file if isinstance(file, str) else str(file)

    write = writelines = seek = truncate = tell = fileno = nothing


def open(file, mode="r", *args, **kwargs):
    text = _project_text(file) if "r" in mode and "+" not in mode else None
    if text is None:
        return UnreadFile(file) if "r" in mode or "+" in mode else WrittenFile(file)
    return BytesIO(text.encode()) if "b" in mode else StringIO(text)
