"""multiprocessing.pool."""

from _greenai import unknown
from multiprocessing import Lock, Pool, Process, Queue, SimpleQueue


class ThreadPool(Pool): pass
class SharedMemory: pass
class BaseManager: pass
class SyncManager(BaseManager): pass
class Connection: pass


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return unknown(f"multiprocessing.pool.{name} is not modelled")
