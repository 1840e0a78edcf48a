"""multiprocessing: a started process runs its target at once, in this analysis."""

from _greenai import nothing, unknown
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore, Thread


class Process(Thread):
    exitcode = 0
    pid = 1
    terminate = kill = close = nothing


class Queue:
    def __init__(self, maxsize=0, **kwargs):
        self._items = []

    def put(self, obj, block=True, timeout=None):
        self._items.append(obj)

    def get(self, block=True, timeout=None):
        return self._items.pop(0) if self._items else unknown("the queue is filled by another process")

    put_nowait, get_nowait = put, get

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)

    close = join = join_thread = task_done = cancel_join_thread = nothing


JoinableQueue = SimpleQueue = Queue


class _Value:
    def __init__(self, typecode, value=0, **kwargs):
        self.value = value

    def get_lock(self):
        return Lock()


Value = Array = RawValue = RawArray = _Value


def Manager():
    return _Manager()


class _Manager:
    def dict(self, *args, **kwargs): return dict(*args, **kwargs)
    def list(self, *args): return list(*args)
    def Queue(self, *args): return Queue()
    def Value(self, *args): return _Value(*args)
    def __enter__(self): return self
    def __exit__(self, *args): pass
    shutdown = nothing


class Pool:
    def __init__(self, processes=None, initializer=None, initargs=(), **kwargs):
        if initializer is not None:
            initializer(*initargs)

    def map(self, func, iterable, chunksize=None):
        return [func(item) for item in iterable]

    imap = imap_unordered = map

    def starmap(self, func, iterable, chunksize=None):
        return [func(*item) for item in iterable]

    def apply(self, func, args=(), kwds={}):
        return func(*args, **kwds)

    close = join = terminate = nothing

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


def Pipe(duplex=True):
    return _Connection(), _Connection()


class _Connection:
    send = close = nothing

    def recv(self):
        return unknown("another process sends")

    def poll(self, timeout=None):
        return unknown("another process sends")


def cpu_count():
    return unknown("the number of processors is not known")


def current_process():
    return Process(name="MainProcess")


parent_process = nothing


def active_children():
    return []


def get_context(method=None):
    import multiprocessing
    return multiprocessing


def get_start_method(allow_none=False):
    return "fork"


def get_all_start_methods():
    return ["fork", "spawn", "forkserver"]


set_start_method = freeze_support = set_executable = log_to_stderr = nothing


class ProcessError(Exception): pass
class TimeoutError(ProcessError): pass
