"""sys: Python 3.11 on Linux, called without arguments."""

from _greenai import arguments, nothing, unknown


class _VersionInfo(tuple):
    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])
    micro = property(lambda self: self[2])
    releaselevel = property(lambda self: self[3])


version_info = _VersionInfo((3, 11, 0, "final", 0))
version = "3.11.0 (main)"
hexversion = 0x030B00F0
api_version = 1013
platform = "linux"
byteorder = "little"
maxsize = 9223372036854775807
maxunicode = 1114111
argv = ["program", *arguments()]
orig_argv = ["python", "program"]
executable = "/usr/bin/python3"
prefix = exec_prefix = base_prefix = base_exec_prefix = "/usr"
path = [""]
meta_path = []
path_hooks = []
path_importer_cache = {}
builtin_module_names = ("sys", "builtins")
stdlib_module_names = frozenset()
copyright = ""
dont_write_bytecode = False
warnoptions = []
ps1 = ">>> "


class _Info:
    def __init__(self, **fields):
        self.__dict__.update(fields)


implementation = _Info(name="cpython", version=version_info, cache_tag="cpython-311", hexversion=hexversion)
flags = _Info(debug=0, optimize=0, interactive=0, no_site=0, verbose=0, utf8_mode=0, dev_mode=False)
float_info = _Info(max=1.7976931348623157e308, min=2.2250738585072014e-308, epsilon=2.220446049250313e-16, dig=15, mant_dig=53)
int_info = _Info(bits_per_digit=30, sizeof_digit=4)
hash_info = _Info(width=64)
thread_info = _Info(name="pthread")


class _Stream:
    encoding = "utf-8"
    errors = "strict"
    name = "<stream>"
    closed = False
    buffer = None

    write = flush = writelines = close = reconfigure = nothing

    def isatty(self):
        return False

    def fileno(self):
        return unknown("file descriptors are not known")

    read = readline = readlines = fileno

    def __iter__(self):
        return self.fileno()


stdout, stderr, stdin = _Stream(), _Stream(), _Stream()
__stdout__, __stderr__, __stdin__ = stdout, stderr, stdin


def exit(status=None, /):
    raise SystemExit(status)


def exc_info():
    return (None, None, None)


def exception():
    return None


def getrecursionlimit():
    return 1000


def intern(string):
    return string


def getdefaultencoding():
    return "utf-8"


def getfilesystemencoding():
    return "utf-8"


def is_finalizing():
    return False


def gettrace():
    return None


getprofile = gettrace


def _unknown(*args, **kwargs):
    return unknown("the state of the running interpreter is not known")


getsizeof = getrefcount = _getframe = _current_frames = getswitchinterval = getallocatedblocks = _unknown
setrecursionlimit = settrace = setprofile = setswitchinterval = set_int_max_str_digits = excepthook = displayhook = nothing
addaudithook = audit = breakpointhook = unraisablehook = nothing
