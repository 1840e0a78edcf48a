"""concurrent.futures: submitted calls are made at once."""

from _greenai import nothing

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"


class CancelledError(Exception): pass
class TimeoutError(Exception): pass
class BrokenExecutor(RuntimeError): pass


class Future:
    def __init__(self):
        self._result = None
        self._exception = None

    def result(self, timeout=None):
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        return self._exception

    def set_result(self, result):
        self._result = result

    def add_done_callback(self, fn):
        fn(self)

    def done(self):
        return True

    def running(self):
        return False

    cancelled = cancel = running


class Executor:
    def __init__(self, max_workers=None, *args, initializer=None, initargs=(), **kwargs):
        if initializer is not None:
            initializer(*initargs)

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        try:
            future._result = fn(*args, **kwargs)
        except Exception as error:
            future._exception = error
        return future

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        return iter([fn(*args) for args in zip(*iterables)])

    shutdown = nothing

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


class ThreadPoolExecutor(Executor): pass
class ProcessPoolExecutor(Executor): pass


def as_completed(fs, timeout=None):
    return iter(list(fs))


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    return set(fs), set()
