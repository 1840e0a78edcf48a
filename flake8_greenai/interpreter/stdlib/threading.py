"""threading: one thread; a started thread runs its target at once."""

from _greenai import nothing

TIMEOUT_MAX = 9223372036.0


class Lock:
    def acquire(self, blocking=True, timeout=-1):
        return True

    release = notify = notify_all = notifyAll = nothing

    def locked(self):
        return False

    def __enter__(self):
        return True

    def __exit__(self, *args):
        pass


class RLock(Lock): pass


class Condition(Lock):
    def __init__(self, lock=None): pass

    def wait(self, timeout=None):
        return True

    def wait_for(self, predicate, timeout=None):
        return predicate()


class Semaphore(Lock):
    def __init__(self, value=1): pass


class BoundedSemaphore(Semaphore): pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None): pass

    wait = reset = abort = nothing


class Event:
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        return True


class local: pass


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        self._target, self._args, self._kwargs = target, args, kwargs or {}
        self.name = name or "Thread-1"
        self.daemon = daemon
        self.ident = self.native_id = 1

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def start(self):
        self.run()

    join = setDaemon = nothing

    def is_alive(self):
        return False

    def getName(self):
        return self.name


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__(target=function, args=args or (), kwargs=kwargs)

    cancel = nothing


_main = Thread(name="MainThread")


def current_thread():
    return _main


main_thread = currentThread = current_thread


def get_ident():
    return 1


get_native_id = get_ident


def active_count():
    return 1


def enumerate():
    return [_main]


excepthook = settrace = setprofile = stack_size = nothing
