"""platform: Linux on x86-64."""


def system(): return "Linux"
def machine(): return "x86_64"
def processor(): return "x86_64"
def python_version(): return "3.11.0"
def python_version_tuple(): return ("3", "11", "0")
def python_implementation(): return "CPython"
def architecture(*args): return ("64bit", "ELF")
def release(): return "6"
def version(): return "1"
def node(): return "localhost"
def platform(*args, **kwargs): return "Linux-6-x86_64"
def libc_ver(*args): return ("glibc", "2.35")
def mac_ver(*args): return ("", ("", "", ""), "")
def win32_ver(*args): return ("", "", "", "")
def uname(): return ("Linux", "localhost", "6", "1", "x86_64")
