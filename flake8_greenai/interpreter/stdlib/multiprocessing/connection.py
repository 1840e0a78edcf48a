"""multiprocessing.connection."""

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
    return unknown(f"multiprocessing.connection.{name} is not modelled")
