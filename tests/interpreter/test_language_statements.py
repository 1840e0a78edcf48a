"""Statements: exceptions, loops, with, match, del, assignment."""

import pytest

from tests.interpreter.differential import check

CASES = {
    "try except else finally": """
        log = []
        def f(kind):
            try:
                log.append("try")
                if kind == "v": raise ValueError("v")
                if kind == "k": {}["missing"]
                if kind == "z": 1 / 0
                if kind == "r": return "returned"
            except ValueError as e:
                log.append(str(e)); return "value"
            except (KeyError, IndexError) as e:
                log.append(repr(e)); return "lookup"
            except ArithmeticError:
                return "arith"
            else:
                log.append("else")
            finally:
                log.append("finally")
            return "end"
        result = [[f(k) for k in "vkzrn"], log]
    """,
    "finally overrides": """
        def f():
            try: return 1
            finally: return 2
        def g():
            for i in range(3):
                try: continue
                finally:
                    if i == 1: break
            return i
        def h():
            x = 1
            try: return x
            finally: x = 5
        def k():
            while True:
                try: return "inner"
                finally: break
            return "after"
        result = [f(), g(), h(), k()]
    """,
    "nested and reraised": """
        log = []
        def f():
            try:
                try: raise KeyError("a")
                except KeyError:
                    log.append("inner")
                    raise
                finally: log.append("fin")
            except KeyError as e:
                log.append(e.args)
                raise RuntimeError("b") from e
        try: f()
        except RuntimeError as e:
            log.append((str(e), type(e.__cause__).__name__))
        try:
            try: 1 / 0
            except ZeroDivisionError: raise ValueError("during")
        except ValueError as e:
            log.append(type(e.__context__).__name__)
        try: raise ValueError("x") from None
        except ValueError as e: log.append(e.__cause__)
        result = log
    """,
    "custom exceptions": """
        class MyError(Exception):
            def __init__(self, code, msg="m"):
                super().__init__(msg)
                self.code = code
            def __str__(self): return f"{self.code}:{self.args[0]}"
        class Sub(MyError): pass
        out = []
        try: raise Sub(5)
        except MyError as e: out += [str(e), e.code, e.args, isinstance(e, Exception), type(e).__name__]
        try: raise MyError
        except TypeError: out.append("needs code")
        try: raise "text"
        except TypeError: out.append("not an exception")
        e = ValueError("a", 2)
        result = out + [str(e), repr(e), e.args, str(KeyError("k")), str(ValueError()), repr(IndexError("i"))]
    """,
    "exception matching by tuple and name unbinding": """
        errors = (ValueError, TypeError)
        try: int("x")
        except errors as e: kind = type(e).__name__
        try: e; bound = True
        except NameError: bound = False
        def which(exc):
            try: raise exc
            except LookupError: return "lookup"
            except Exception: return "other"
        class C(BaseException): pass
        try: raise C()
        except BaseException as b: base = type(b).__name__
        result = [kind, bound, which(KeyError()), which(IndexError), which(OSError()), base]
    """,
    "builtin errors": """
        out = []
        for f in (lambda: [][0], lambda: {}["a"], lambda: int("z"), lambda: 1 + "a", lambda: None.x, lambda: undefined_name, lambda: (1, 2).foo, lambda: "a" * "b", lambda: [1, 2].index(3),
                  lambda: next(iter([])), lambda: 1 / 0, lambda: 5 % 0, lambda: [].pop(), lambda: {}.popitem(), lambda: set().pop(), lambda: "abc".index("z"), lambda: float("q"), lambda: len(5), lambda: None(),
                  lambda: None[0], lambda: [1][None], lambda: ("a",) + [1], lambda: -"a", lambda: {[]: 1}, lambda: hash([]), lambda: int(None), lambda: max([]), lambda: "a" < 1, lambda: getattr(1, "zz"),
                  lambda: chr(-1), lambda: [1, 2, 3].remove(9), lambda: "%d" % "x", lambda: "{}".format(), lambda: iter(5), lambda: sum(["a"]), lambda: range(1, 2, 0), lambda: list(zip([1], [1, 2], strict=True))):
            try: f(); out.append("none")
            except Exception as e: out.append(type(e).__name__)
        result = out
    """,
    "assert": """
        out = []
        try: assert 1 == 2, "message"
        except AssertionError as e: out.append(str(e))
        try: assert False
        except AssertionError as e: out.append(e.args)
        assert True
        result = out
    """,
    "loops with else": """
        out = []
        for i in range(3):
            if i == 5: break
        else: out.append("for else")
        for i in range(3):
            if i == 1: break
        else: out.append("never")
        n = 0
        while n < 3: n += 1
        else: out.append("while else")
        while True:
            n += 1
            if n % 2: continue
            if n > 7: break
        for x in []: pass
        else: out.append("empty")
        for i, (a, b) in enumerate(zip("ab", [1, 2])): out.append((i, a, b))
        for d in [{}]: d["k"] = 1
        for out_index in range(2): pass
        result = [out, n, i, d, out_index]
    """,
    "nested break and continue": """
        found = []
        for i in range(4):
            for j in range(4):
                if j == 2: break
                if i == j: continue
                found.append((i, j))
            else: found.append("no break")
        result = found
    """,
    "with": """
        log = []
        class CM:
            def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
            def __enter__(self): log.append("enter " + self.n); return self
            def __exit__(self, t, v, tb):
                log.append(("exit " + self.n, t.__name__ if t else None, str(v) if v else None)); return self.swallow
        with CM("a") as a, CM("b") as b: log.append((a.n, b.n))
        with CM("s", True): raise ValueError("swallowed")
        try:
            with CM("p"): raise KeyError("passed")
        except KeyError: log.append("outer")
        def f():
            with CM("r"): return "returned"
        f()
        for i in range(2):
            with CM("l"):
                if i == 0: continue
                break
        with (CM("x") as x, CM("y", True)): raise TypeError("t")
        with CM("t") as (log2): pass
        result = log
    """,
    "match literals and captures": """
        def f(x):
            match x:
                case 0 | 1: return "small"
                case -1: return "minus"
                case "a" | "b" as s: return "letter " + s
                case None: return "none"
                case True: return "true"
                case int(n) if n > 100: return ("big", n)
                case int() | float(): return "number"
                case []: return "empty"
                case [x]: return ("one", x)
                case [1, *rest]: return ("starts 1", rest)
                case (a, b): return ("pair", a, b)
                case [first, *_, last]: return (first, last)
                case {"type": "t", "v": v}: return ("dict", v)
                case {"k": k, **others}: return ("k", k, others)
                case str(): return "str"
                case _: return "other"
        result = [f(v) for v in (0, 1, -1, "a", "zz", None, 500, 7, 2.5, [], [9], [1, 2, 3], (4, 5), [6, 7, 8], {"type": "t", "v": 3, "x": 1}, {"k": 1, "z": 2}, {}, object)]
    """,
    "match classes": """
        from dataclasses import dataclass
        @dataclass
        class P:
            x: int
            y: int
        class Q:
            def __init__(self, a): self.a = a
        class K: VALUE = 7
        def f(v):
            match v:
                case P(x=0, y=0): return "origin"
                case P(0, y): return ("on y", y)
                case P(x, y) if x == y: return "diagonal"
                case P(): return "point"
                case Q(a=[1, z]): return ("q", z)
                case K.VALUE: return "seven"
                case [P(x=a), P(x=b)]: return (a, b)
                case str(s) | bytes(s): return s
                case {"p": P(x=3)}: return "in dict"
            return None
        result = [f(P(0, 0)), f(P(0, 4)), f(P(2, 2)), f(P(1, 2)), f(Q([1, 5])), f(7), f([P(1, 0), P(2, 0)]), f("s"), f(b"b"), f({"p": P(3, 1)}), f(99)]
    """,
    "del": """
        a = [1, 2, 3, 4, 5]; d = {"x": 1, "y": 2}
        del a[0], a[-1], d["x"]
        del a[0:1]
        b = 1; del b
        try: b; e = None
        except NameError: e = "NameError"
        class A: pass
        o = A(); o.z = 1; del o.z
        c = list(range(10)); del c[::2]
        result = [a, d, e, hasattr(o, "z"), c]
    """,
    "augmented assignment": """
        a = b = [1]; a += [2]; a *= 2
        t = (1,); u = t; t += (2,)
        s = "a"; s += "b"; s *= 2
        n = 7; n -= 2; n *= 3; n //= 2; n **= 2; n %= 10; n <<= 2; n |= 1; n ^= 3; n &= 14; n >>= 1
        x = 10; x /= 4
        d = {"k": 1}; d["k"] += 5; d |= {"z": 0}
        l = [0, 1]; l[0] += 4
        class A: v = 1
        o = A(); o.v += 1
        st = {1}; st2 = st; st |= {2}; st -= {1}
        i = 0
        def idx():
            global i
            i += 1
            return 0
        l[idx()] += 1
        result = [a, b, t, u, s, n, x, d, l, o.v, A.v, st2, i]
    """,
    "chained comparison and boolean operators": """
        log = []
        def v(x): log.append(x); return x
        result = [1 < 2 < 3, 1 < 3 < 2, v(1) < v(0) < v(9), log, 0 or "x", "" and 1, not [], None is None, 1 != 2, 1 in [1] == True, (1 == 1.0), "a" < "b" <= "b", 3 not in [1], None or 0 or [], 1 and 2 and 3,
                  [] == [], [1, 2] < [1, 3], (1, "a") == (1, "a"), {1: 2} == {1: 2}, {1, 2} <= {1, 2, 3}, float("nan") == float("nan"), True + True, 1 is True]
    """,
    "global statements and conditional definition": """
        import sys
        if sys.version_info >= (3, 0):
            def f(): return "three"
        else:
            def f(): return "two"
        try:
            import nonexistent_library_xyz
            has = True
        except ImportError:
            has = False
        try:
            from collections import no_such_name_here
        except ImportError as e:
            name = type(e).__name__
        result = [f(), has, name]
    """,
    "annotations": """
        x: int = 3
        y: "undefined_type"
        class A:
            a: int
            b: str = "q"
            c: UndefinedThing = None if True else 0
        def f(p: Undefined2 = 1) -> AlsoUndefined: return p
        result = [x, f(), A.b, list(A.__dict__["__annotations__"])]
    """.replace("UndefinedThing", "'UndefinedThing'")
    .replace("Undefined2", "'Undefined2'")
    .replace("AlsoUndefined", "'AlsoUndefined'"),
    "async definitions are inert": """
        async def f(): return 1
        class A:
            async def g(self): return 2
        result = [f.__name__, A.g.__name__]
    """,
    "type alias like assignments": """
        from typing import Union, Optional, Callable, Dict, List, Any, Tuple
        Number = Union[int, float]
        Maybe = Optional["Forward"]
        Fn = Callable[[int], str]
        Nested = Dict[str, List[Tuple[int, ...]]]
        Built = list[int] | None
        result = [isinstance(3, (int, float)), Fn is not None]
    """,
    "semicolons pass ellipsis": """
        def f(): ...
        def g(): pass
        class A: ...
        if True: a = 1; b = 2
        result = [f(), g(), a, b, ... is Ellipsis, type(...).__name__]
    """,
}


@pytest.mark.parametrize("name", CASES)
def test_statements(name: str) -> None:
    check(CASES[name])
