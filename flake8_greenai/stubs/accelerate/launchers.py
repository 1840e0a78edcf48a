"""Launchers run the function."""


def notebook_launcher(function, args=(), *more, **kwargs):
    return function(*args)


debug_launcher = notebook_launcher
