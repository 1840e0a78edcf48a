"""Hostile: attempts to run code that is text. Analysed, never run."""

import ast
import code
import collections
import dataclasses
import enum
import functools
import importlib
import inspect
import json
import operator
import re
import runpy
import sys
import timeit
import types
import typing
import warnings
import weakref

import yaml

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


exec("import os; os.system('touch hostile_was_here')")
eval("__import__('os').system('touch hostile_was_here')")
__import__("os").system("touch hostile_was_here")
importlib.import_module("hostile_side_effect").run()
compile("print('hostile_was_here')", "x", "exec")
exec(compile("open('hostile_was_here', 'w')", "x", "exec"))
exec(open(__file__).read())
runpy.run_path("hostile_side_effect.py")
code.interact()
types.FunctionType((lambda: 1).__code__, globals())()
(lambda: 1).__code__.replace(co_code=b"")
().__class__.__base__.__subclasses__()
[cls for cls in ().__class__.__bases__[0].__subclasses__() if cls.__name__ == "Popen"]
"".__class__.__mro__[1].__subclasses__()[0]("x")
getattr(__builtins__, "exec")("open('hostile_was_here', 'w')")
globals()["__builtins__"]["eval"]("1")
vars()["__builtins__"].__dict__["open"]("hostile_was_here", "w")
sys.modules["os"].system("touch hostile_was_here")
"{0.__class__.__init__.__globals__}".format(Net())
"{0.__class__.__mro__[1].__subclasses__}".format(5)
f"{().__class__.__base__.__subclasses__()}"
"%(x)s" % type("T", (dict,), {"__getitem__": lambda self, key: exec("1")})()
str.format("{0.__globals__[os].environ}", lambda: 0)
operator.attrgetter("__class__.__base__.__subclasses__")(5)()
operator.methodcaller("__reduce_ex__", 2)(Net())
functools.partial(exec, "open('hostile_was_here', 'w')")()
list(map(exec, ["open('hostile_was_here', 'w')"]))
sorted(["open('hostile_was_here', 'w')"], key=exec)
max(["open('hostile_was_here', 'w')"], key=eval)
re.sub("a", lambda match: exec("open('hostile_was_here', 'w')"), "a")
collections.defaultdict(lambda: exec("open('hostile_was_here', 'w')"))["x"]
collections.namedtuple("T", "a; import os")
dataclasses.make_dataclass("T", ["a; import os"])
typing.get_type_hints(type("T", (), {"__annotations__": {"a": "exec('1')"}}))
enum.Enum("E", "a b; c")
inspect.getsource(Net)
ast.literal_eval("(" * 10_000)
ast.parse("(" * 10_000)
json.loads("1" * 10_000_000)
yaml.load("!!python/object/apply:os.system ['touch hostile_was_here']")
timeit.timeit("open('hostile_was_here', 'w')")
weakref.ref(Net(), exec)
warnings.warn("x", category=type("W", (Warning,), {"__init__": lambda self, text: exec("1")}))


class Decorated:
    __call__ = exec
    __getattr__ = eval
    __format__ = exec


Decorated()("open('hostile_was_here', 'w')")
Decorated().anything


@exec
def source():
    pass


Net()(torch.zeros(1, 10))
