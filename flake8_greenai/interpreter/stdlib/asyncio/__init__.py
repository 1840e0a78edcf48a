"""asyncio: coroutines are not run."""

from _greenai import nothing, unknown
from queue import LifoQueue, PriorityQueue, Queue
from threading import BoundedSemaphore, Condition, Event, Lock, Semaphore


class Future: pass
class Task(Future): pass
class AbstractEventLoop: pass
class CancelledError(BaseException): pass
class TimeoutError(Exception): pass
class Protocol: pass


def iscoroutinefunction(func):
    return False


iscoroutine = iscoroutinefunction


def run(main, *args, **kwargs):
    return unknown("coroutines are not run")


gather = wait = wait_for = create_task = ensure_future = get_event_loop = new_event_loop = get_running_loop = to_thread = sleep = run
set_event_loop = nothing
