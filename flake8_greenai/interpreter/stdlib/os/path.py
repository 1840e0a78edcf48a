"""os.path: all functions are host primitives."""

sep, altsep, extsep, pathsep, curdir, pardir, defpath, devnull = "/", None, ".", ":", ".", "..", "/bin", "/dev/null"
supports_unicode_filenames = False
