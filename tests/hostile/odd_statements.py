"""Hostile: legal syntax in unusual places. Analysed, never run."""

import torch
from torch import nn

del torch.nn, undefined
nonlocal_value = lambda: (yield)
x = yield_ = [*[], *()]
(x, [y, *z]), w = (1, [2, 3]), 4
x[0], x[1:2], x.attribute = 1, [2], 3
assert False, "no"
raise
return_value: int
print(undefined_name)
a = b = c = undefined_name.attribute[0]()
async def coroutine():
    async with x as y, z:
        async for i in x:
            await i
    return [i async for i in x if await i]
coroutine().send(None)
match x:
    case {"a": [1, *rest], **others}:
        pass
    case nn.Module(training=True) | None:
        pass
    case (1 | 2) as number if number > undefined_name:
        pass
    case _:
        pass
try:
    raise 1
except Exception:
    pass
