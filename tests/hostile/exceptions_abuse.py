"""Hostile: exceptions that raise exceptions. Analysed, never run."""

import contextlib
import sys
import threading
import weakref
import gc
import atexit
import signal

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


class Error(Exception):
    def __init__(self, *args):
        raise Error(*args)


class Quiet(BaseException):
    def __str__(self):
        raise Quiet(self)

    __repr__ = __str__


class Finalised:
    def __del__(self):
        raise ValueError(self)
        self.__del__()


def chain(error, depth=0):
    try:
        raise error
    except Exception as caught:
        chain(caught, depth + 1)


def finally_forever():
    while True:
        try:
            return 1
        finally:
            continue


def nested(depth):
    try:
        nested(depth + 1)
    finally:
        nested(depth + 1)


def handled(depth):
    try:
        handled(depth + 1)
    except RecursionError:
        handled(depth + 1)


def catches_all():
    while True:
        try:
            catches_all()
        except BaseException:
            pass


raise_it = Error
try:
    raise Error("x")
except Exception:
    pass
Finalised()
del Finalised
chain(ValueError("x" * 10**6))
finally_forever()
nested(0)
handled(0)
catches_all()
try:
    raise Quiet
except Quiet as quiet:
    print(quiet)
    quiet.__cause__ = quiet
    quiet.__context__ = quiet
    quiet.args = (quiet,)
    repr(quiet)
    raise quiet from quiet
raise Quiet
raise Quiet()
raise SystemExit(10**100)
raise KeyboardInterrupt
raise GeneratorExit
raise StopIteration
raise MemoryError
raise RecursionError
raise 5
raise None
raise Net
raise ExceptionGroup("x", [ExceptionGroup("y", [ValueError()] * 1000)] * 1000)
assert False, "x" * 10**9
sys.exit("x" * 10**6)
exit()
quit()
sys.setrecursionlimit(10**9)
sys.setswitchinterval(0)
gc.disable()
signal.alarm(1)
atexit.register(lambda: catches_all())
threading.Thread(target=catches_all).start()
threading.Lock().acquire()
weakref.finalize(Net(), catches_all)
with contextlib.suppress(BaseException):
    raise Quiet
with contextlib.ExitStack() as stack:
    for step in range(10**6):
        stack.callback(stack.pop_all)
breakpoint()


Net()(torch.zeros(1, 10))
