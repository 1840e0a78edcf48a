"""posixpath: as os.path."""

sep, altsep, extsep, pathsep, curdir, pardir, defpath, devnull = "/", None, ".", ":", ".", "..", "/bin", "/dev/null"
supports_unicode_filenames = False
from os.path import basename, commonpath, dirname, exists, isabs, isdir, isfile, join, normpath, split, splitext
