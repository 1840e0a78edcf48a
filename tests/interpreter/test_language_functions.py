"""Functions: arguments, scopes, closures, decorators, generators."""

import pytest

from tests.interpreter.differential import check

CASES = {
    "argument kinds": """
        def f(a, b=2, *args, c, d=4, **kw): return (a, b, args, c, d, kw)
        def g(a, /, b, *, c=1): return (a, b, c)
        def h(*, x): return x
        result = [f(1, c=3), f(1, 5, 6, 7, c=3, z=9), f(*[1, 2], **{"c": 3}), f(*(1,), *[2, 3], c=0, **{"q": 1}), g(1, 2), g(1, b=2, c=3), h(x=5), f(a=1, c=2)]
    """,
    "argument errors": """
        def f(a, b): pass
        def g(a, /): pass
        def h(*, k): pass
        out = []
        for call in (lambda: f(1), lambda: f(1, 2, 3), lambda: f(1, 2, c=3), lambda: f(1, a=2), lambda: g(a=1), lambda: h(), lambda: h(1), lambda: f()):
            try: call(); out.append(None)
            except TypeError as e: out.append("TypeError")
        result = out
    """,
    "defaults are evaluated once": """
        def f(x, acc=[]):
            acc.append(x)
            return acc
        f(1)
        n = 5
        g = lambda a=n: a
        n = 6
        result = [f(2), f.__defaults__, g()]
    """,
    "closures bind late": """
        fs = [lambda: i for i in range(3)]
        gs = [lambda i=i: i for i in range(3)]
        def counter():
            n = 0
            def inc(by=1):
                nonlocal n
                n += by
                return n
            def get(): return n
            return inc, get
        inc, get = counter(); inc(); inc(5)
        result = [[f() for f in fs], [g() for g in gs], get()]
    """,
    "scoping": """
        x = 1
        def f():
            global x, y
            x = 5; y = 6
        f()
        def g():
            try: return z
            finally: pass
        z = 3
        def h():
            try:
                print(q); q = 1
            except UnboundLocalError: return "unbound"
        def k():
            for i in range(3): pass
            [j for j in range(9)]
            return i
        def nested():
            a = 1
            def m():
                def n(): return a
                return n
            a = 2
            return m()()
        result = [x, y, g(), h(), k(), nested()]
    """,
    "decorators": """
        log = []
        def deco(tag):
            def wrap(fn):
                log.append("wrap " + tag)
                def inner(*a, **k): return (tag, fn(*a, **k))
                inner.__name__ = fn.__name__
                return inner
            return wrap
        @deco("a")
        @deco("b")
        def f(x): return x
        class Registry:
            def __init__(self): self.items = {}
            def __call__(self, fn): self.items[fn.__name__] = fn; return fn
            def register(self, name=None):
                def w(fn): self.items[name or fn.__name__] = fn; return fn
                return w
        r = Registry()
        @r
        def one(): return 1
        @r.register("deux")
        def two(): return 2
        result = [f(3), log, f.__name__, sorted(r.items), r.items["deux"]()]
    """,
    "function attributes": """
        def f(a: int = 3) -> str:
            "the doc"
        f.tag = 1
        f.__dict__["other"] = 2
        result = [f.__name__, f.__doc__, f.tag, f.other, f.__module__, f.__qualname__, f.__defaults__, (lambda: 0).__name__, hasattr(f, "nope"), f.__dict__]
    """,
    "recursion": """
        def fact(n): return 1 if n < 2 else n * fact(n - 1)
        def even(n): return True if n == 0 else odd(n - 1)
        def odd(n): return False if n == 0 else even(n - 1)
        result = [fact(20), even(10)]
    """,
    "generators": """
        def gen(n):
            for i in range(n):
                got = yield i
                if got: yield ("got", got)
            return "end"
        g = gen(3); a = next(g); b = g.send("hello"); c = next(g)
        def outer():
            r = yield from gen(2)
            yield r
        def closing(log):
            try:
                yield 1; yield 2
            except GeneratorExit:
                log.append("closed"); raise
            finally:
                log.append("finally")
        log = []; cg = closing(log); next(cg); cg.close()
        def thrower():
            while True:
                try: yield "ok"
                except ValueError as e: yield "caught " + str(e)
        t = thrower(); next(t); th = t.throw(ValueError("boom"))
        g2 = gen(1); next(g2)
        try: next(g2)
        except StopIteration as e: value = e.value
        result = [a, b, c, list(outer()), log, th, value, list(x * 2 for x in range(3)), sum(x for x in gen(4)), next(gen(0), "default"), list(cg)]
    """,
    "generator laziness": """
        log = []
        def g():
            log.append("start")
            for i in range(10):
                log.append(i); yield i
        it = g()
        before = list(log)
        first = next(it)
        z = list(zip(range(2), it))
        import itertools
        def infinite():
            n = 0
            while True:
                yield n
                n += 1
        result = [before, first, z, log, list(itertools.islice(infinite(), 3)), any(x > 2 for x in infinite()), next(x for x in infinite() if x * x > 50)]
    """,
    "recursive generators": """
        def walk(t):
            if isinstance(t, list):
                for x in t: yield from walk(x)
            else: yield t
        def named(d, prefix=""):
            for k, v in d.items():
                name = prefix + ("." if prefix else "") + k
                if isinstance(v, dict): yield from named(v, name)
                else: yield name, v
        result = [list(walk([1, [2, [3, 4]], 5])), list(named({"a": 1, "b": {"c": 2, "d": {"e": 3}}}))]
    """,
    "generator with try finally in loop": """
        log = []
        def g():
            try:
                for i in range(3):
                    try: yield i
                    finally: log.append(i)
            finally: log.append("end")
        for x in g():
            if x == 1: break
        del x
        h = g(); list(h)
        result = log[-4:]
    """,
    "star expressions": """
        a, *b, c = [1, 2, 3, 4]
        *d, = "ab"
        (e, f), g = (1, 2), 3
        [h, *_], i = [[1, 2], 3]
        for k, (l, m) in [(1, (2, 3))]: pass
        x = y = []
        x.append(1)
        first, *rest = range(4)
        def f2(*args): return args
        result = [a, b, c, d, e, f, g, h, i, k, l, m, y, rest, [*b, *d], {*b}, {**{"a": 1}, "b": 2}, f2(*range(3), *"xy"), (*b, 0)]
    """,
    "unpack errors": """
        out = []
        for code in ("a, b = [1]", "a, b = [1, 2, 3]", "a, *b, c = [1]"):
            try:
                if code == "a, b = [1]": a, b = [1]
                elif code == "a, b = [1, 2, 3]": a, b = [1, 2, 3]
                else: a, *b, c = [1]
            except ValueError as e: out.append(str(e))
        result = out
    """,
    "walrus and conditional expressions": """
        data = [1, 2, 3]
        if (n := len(data)) > 2: big = n
        vals = [y := 10, y ** 2]
        sq = [last := x * x for x in data]
        while (m := data.pop()) > 1: pass
        result = [big, vals, sq, last, m, "a" if n else "b", 1 if not n else 2 if n == 3 else 4, [z for x in [1, 2] if (z := x + 1) > 2]]
    """,
    "lambda": """
        f = lambda *a, k=1, **kw: (a, k, kw)
        g = lambda x: lambda y: x + y
        result = [f(1, 2, k=3, z=4), g(1)(2), (lambda: None)(), list(map(lambda x, y: x * y, [1, 2], [3, 4])), sorted([3, 1, 2], key=lambda v: -v), list(filter(lambda v: v > 1, [1, 2]))]
    """,
    "keyword forwarding": """
        def base(a, b=1, **kw): return (a, b, kw)
        def mid(*args, **kwargs):
            kwargs.setdefault("z", 9)
            return base(*args, **kwargs)
        def pop(**kw):
            v = kw.pop("v", None)
            return v, kw
        d = {"q": 1}
        r = pop(**d, v=3)
        result = [mid(1, b=5), mid(1, 2, y=3), r, d]
    """,
    "global functions by name": """
        def alpha(): return "A"
        def use(name): return globals()[name]()
        result = [use("alpha"), "alpha" in globals(), callable(globals()["use"])]
    """,
    "locals and vars": """
        def f(a, b=2):
            c = 3
            return sorted(locals().items())
        class A: pass
        a = A(); a.x = 1
        result = [f(1), vars(a)]
    """,
    "mutual conversion of arguments": """
        def f(a, b): return a - b
        args = {"b": 1, "a": 5}
        result = [f(**args), f(*(3, 2)), (lambda **k: sorted(k))(**{"x": 1}, y=2), dict(**args, c=3), max(*[1, 5, 2]), print]
        result[-1] = result[-1](end="")
    """,
}


@pytest.mark.parametrize("name", CASES)
def test_functions(name: str) -> None:
    check(CASES[name])
