"""Hostile: settings that are run as text, and texts that grow. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


text = "width = 10\n"
for step in range(40):
    text = text + text
exec(text)
line = "x = 1\n" * 10**7
exec(line)
exec("text = 'a' * 10**9")
exec("values = [0] * 10**10")
exec("values = ','.join(str(n) for n in range(10**9))")
exec("for n in range(10**9):\n    globals()['name%d' % n] = 'x' * 10**6")
exec("y = " + "+".join(["1"] * 10**6))
exec("y = " + "(" * 10**5 + ")" * 10**5)
source = "exec(source + source)"
exec(source)
exec(open(__file__).read())
exec(compile(open(__file__).read(), __file__, "exec"), {"__file__": __file__})
eval("eval(" * 100 + "1" + ")" * 100)
eval("[" * 10**6)
eval("'a'" * 10**6)
eval("lambda: " * 10**4 + "1")
for step in range(10**6):
    exec(f"name{step} = 'x' * {step} * 1000")
for step in range(1000):
    exec("texts = globals().setdefault('texts', []); texts.append(repr(texts))")
namespace = {}
namespace["namespace"] = namespace
for step in range(1000):
    exec("copy = dict(namespace); namespace = copy; copy['x'] = copy", namespace)
exec("exec(repr(namespace))", namespace)


def nested(depth):
    exec("nested(depth + 1)", {"nested": nested, "depth": depth})


nested(0)

Net()(torch.zeros(1, 10))
