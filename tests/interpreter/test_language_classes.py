"""Classes: inheritance, metaclasses, descriptors, special methods."""

import pytest

from tests.interpreter.differential import check

CASES = {
    "diamond": """
        log = []
        class A:
            def f(self): log.append("A")
        class B(A):
            def f(self): log.append("B"); super().f()
        class C(A):
            def f(self): log.append("C"); super().f()
        class D(B, C):
            def f(self): log.append("D"); super().f()
        D().f()
        result = [log, [c.__name__ for c in D.__mro__], issubclass(D, A), isinstance(D(), C), D.__bases__ == (B, C)]
    """,
    "inconsistent order": """
        class A: pass
        class B(A): pass
        try:
            class C(A, B): pass
        except TypeError as e:
            result = "MRO" in str(e)
    """,
    "explicit super": """
        class A:
            def __init__(self, x): self.x = x
        class B(A):
            def __init__(self, x, y):
                super(B, self).__init__(x)
                self.y = y
        b = B(1, 2)
        result = [b.x, b.y, vars(b), b.__dict__, b.__class__ is B, type(b).__name__]
    """,
    "super in closures and comprehensions": """
        class A:
            def v(self): return 1
        class B(A):
            def v(self):
                f = lambda: super(B, self).v()
                def g(): return super(B, self).v() + 1
                return [f(), g(), __class__ is B]
        result = B().v()
    """,
    "property": """
        class A:
            def __init__(self): self._x = 1
            @property
            def x(self): return self._x
            @x.setter
            def x(self, v): self._x = v * 2
            @x.deleter
            def x(self): self._x = None
        class B(A):
            @property
            def x(self): return super().x + 100
            @A.x.getter
            def z(self): return 5
        a = A(); before = a.x; a.x = 4; mid = a.x; del a.x
        try:
            B().x = 4; e = None
        except AttributeError as err:
            e = "AttributeError"
        result = [before, mid, a.x, B().x, e, isinstance(A.__dict__["x"], property), B().z]
    """,
    "properties called by hand": """
        class A:
            def __init__(self): self._x = 1
            @property
            def x(self): return self._x
            @x.setter
            def x(self, v): self._x = v * 2
            @x.deleter
            def x(self): self._x = None
        class B(A):
            @property
            def x(self): return A.x.__get__(self) + 100
            @x.setter
            def x(self, v): A.x.__set__(self, v + 1)
        class C:
            y = property(lambda self: 7)
        b = B(); b.x = 4; values = [b.x]
        A.x.__delete__(b); values.append(b._x)
        try:
            C.y.__set__(C(), 1)
        except AttributeError as err:
            values.append("AttributeError")
        result = [*values, C.y.__get__(C()), A.x.__get__(None, A) is A.x]
    """,
    "property that raises AttributeError falls back": """
        class A:
            @property
            def x(self): return self.missing
            def __getattr__(self, name): return "fallback " + name
        result = [A().x, A().other]
    """,
    "static and class methods": """
        class A:
            n = 3
            @staticmethod
            def s(a, b=2): return a + b
            @classmethod
            def c(cls, x): return cls.__name__, x, cls.n
        class B(A): n = 4
        result = [A.s(1), A().s(1, 3), A.c(1), B.c(2), B().c(3), A.__dict__["s"].__func__(1)]
    """,
    "descriptors": """
        class D:
            def __set_name__(self, owner, name): self.name = name; self.owner = owner.__name__
            def __get__(self, obj, cls=None):
                if obj is None: return self
                return obj.__dict__.get(self.name, "unset")
            def __set__(self, obj, value): obj.__dict__[self.name] = value + 1
            def __delete__(self, obj): del obj.__dict__[self.name]
        class NonData:
            def __get__(self, obj, cls=None): return ("nd", obj is None, cls.__name__)
        class A:
            d = D()
            n = NonData()
        a = A(); first = a.d; a.d = 4; second = a.d; del a.d
        nd = a.n; a.n = 7
        result = [first, second, a.d, A.d.name, A.d.owner, nd, a.n, A.n]
    """,
    "getattr and setattr hooks": """
        class A:
            def __init__(self): object.__setattr__(self, "log", [])
            def __getattr__(self, name):
                if name.startswith("no"): raise AttributeError(name)
                return name.upper()
            def __setattr__(self, name, value):
                self.log.append(name); super().__setattr__(name, value)
            def __delattr__(self, name):
                self.log.append("del " + name); object.__delattr__(self, name)
        a = A(); a.x = 1; setattr(a, "y", 2); del a.x
        result = [a.abc, hasattr(a, "nope"), getattr(a, "nope", 5), a.log, a.y, hasattr(a, "zed"), getattr(a, "q")]
    """,
    "getattribute": """
        class A:
            x = 1
            def __getattribute__(self, name):
                if name == "magic": return 42
                return object.__getattribute__(self, name)
        a = A(); a.y = 3
        result = [a.magic, a.x, a.y]
    """,
    "metaclass": """
        class M(type):
            def __new__(mcs, name, bases, ns, flag=False):
                ns["added"] = name.lower()
                cls = super().__new__(mcs, name, bases, ns)
                cls.flag = flag
                return cls
            def __init__(cls, name, bases, ns, flag=False):
                super().__init__(name, bases, ns)
                cls.inited = True
            def __call__(cls, *args, **kwargs):
                obj = super().__call__(*args, **kwargs)
                obj.made = True
                return obj
            def __getitem__(cls, k): return (cls.__name__, k)
            def __len__(cls): return 3
            def __iter__(cls): return iter([1, 2])
            def __contains__(cls, x): return x == 1
            @property
            def prop(cls): return cls.__name__ + "!"
            def meth(cls): return "meth " + cls.__name__
            def __getattr__(cls, name):
                if name == "dyn": return "dynamic"
                raise AttributeError(name)
        class A(metaclass=M, flag=True):
            def __init__(self, x): self.x = x
        class B(A): pass
        result = [A.added, A.flag, B.flag, A.inited, A(3).made, A(3).x, A["k"], len(A), list(A), 1 in A, A.prop, B.meth(), A.dyn, type(B) is M,
                  isinstance(A, M), isinstance(B, type), hasattr(A, "nope")]
    """,
    "singleton metaclass": """
        class S(type):
            _instances = {}
            def __call__(cls, *a):
                if cls not in S._instances: S._instances[cls] = super().__call__(*a)
                return S._instances[cls]
        class A(metaclass=S):
            def __init__(self, *a): self.a = a
        result = [A(1) is A(2), A(5).a]
    """,
    "prepare": """
        class M(type):
            @classmethod
            def __prepare__(mcs, name, bases, **kw): return {"injected": 7}
        class A(metaclass=M):
            y = injected + 1
        result = [A.y, A.injected]
    """,
    "instancecheck": """
        class M(type):
            def __instancecheck__(cls, obj): return obj == 3
            def __subclasscheck__(cls, other): return other is int
        class A(metaclass=M): pass
        result = [isinstance(3, A), isinstance(4, A), issubclass(int, A), issubclass(str, A)]
    """,
    "init_subclass": """
        registry = {}
        class Base:
            def __init_subclass__(cls, /, key=None, **kwargs):
                super().__init_subclass__(**kwargs)
                registry[key or cls.__name__] = cls.__name__
        class A(Base, key="a"): pass
        class B(A): pass
        try:
            class C(Base, bad=1): pass
        except TypeError: e = 1
        result = [registry, e]
    """,
    "type as constructor": """
        A = type("A", (), {"x": 1, "f": lambda self: self.x + 1})
        B = type("B", (A,), dict(x=5))
        result = [A.x, A().f(), B().f(), B.__name__, type(B()), type(3) is int, type(A)]
        result[4] = result[4].__name__; result[6] = result[6].__name__
    """,
    "new": """
        class A:
            def __new__(cls, x, *args):
                obj = super().__new__(cls)
                obj.made = x
                return obj
            def __init__(self, x, y=3): self.y = y
        class N:
            def __new__(cls): return 42
            def __init__(self): raise RuntimeError
        class T(tuple):
            def __new__(cls, a, b): return super().__new__(cls, (a, b))
        class F(float):
            def __new__(cls, v): return float.__new__(cls, v * 2)
        class S(str):
            def shout(self): return self.upper()
        class I(int):
            def __add__(self, o): return I(int(self) + o + 1)
        t = T(1, 2)
        result = [A(1).made, A(1, 2).y, N(), t[1], len(t), isinstance(t, tuple), F(1.5) + 1, S("ab").shout(), S("ab") + "c", I(3) + 4, isinstance(I(3) + 4, I), I(3) * 2]
    """,
    "subclasses of containers": """
        class L(list):
            def __init__(self, *a):
                super().__init__(a)
                self.extra = 1
            def append(self, x): super().append(x * 2)
            def __getitem__(self, i): return super().__getitem__(i) + 100 if isinstance(i, int) else super().__getitem__(i)
        class D(dict):
            def __getattr__(self, k):
                try: return self[k]
                except KeyError: raise AttributeError(k)
            __setattr__ = dict.__setitem__
            def __missing__(self, key): return "missing " + str(key)
        class St(set):
            def double(self): return St(x * 2 for x in self)
        l = L(1, 2); l.append(3)
        d = D(a=1); d.b = 2
        result = [list(l), l[0], l[1:], len(l), l.extra, d.a, d["b"], d["zz"], sorted(d), hasattr(d, "nope"), isinstance(d, dict), dict(d), sorted(St([1, 2]).double()), bool(L()), l == [1, 2, 6], {**d}]
    """,
    "operators": """
        class V:
            def __init__(self, x): self.x = x
            def __add__(self, o): return V(self.x + (o.x if isinstance(o, V) else o))
            def __radd__(self, o): return V(o + self.x + 1000)
            def __iadd__(self, o): self.x += 50; return self
            def __mul__(self, o): return NotImplemented
            def __rmul__(self, o): return "rmul"
            def __matmul__(self, o): return "matmul"
            def __neg__(self): return V(-self.x)
            def __invert__(self): return "inv"
            def __abs__(self): return abs(self.x)
            def __eq__(self, o): return isinstance(o, V) and self.x == o.x
            def __lt__(self, o): return self.x < o.x
            def __hash__(self): return hash(self.x)
            def __bool__(self): return self.x != 0
            def __len__(self): return 9
            def __int__(self): return 7
            def __float__(self): return 7.5
            def __index__(self): return 2
            def __call__(self, *a, k=0): return (a, k)
            def __contains__(self, i): return i == 5
            def __getitem__(self, i): return ("item", i)
            def __round__(self, n=None): return ("round", n)
            def __divmod__(self, o): return "divmod"
            def __pow__(self, o): return "pow"
            def __rsub__(self, o): return ("rsub", o)
            def __floordiv__(self, o): return "fd"
            def __and__(self, o): return "and"
            def __rshift__(self, o): return "rshift"
        v = V(1); w = v; w += 3
        try:
            v * 3; e = None
        except TypeError: e = "TypeError"
        result = [(V(1) + V(2)).x, (V(1) + 2).x, (1 + V(1)).x, v.x, v is w, e, 3 * V(1), V(1) @ 2, (-V(3)).x, ~V(1), abs(V(-4)), V(1) == V(1), V(1) != V(2),
                  V(1) < V(2), V(2) > V(1), bool(V(0)), not V(1), len(V(1)), int(V(1)), float(V(1)), [10, 20, 30][V(1)], V(1)(1, 2, k=3), 5 in V(1), 6 in V(1),
                  V(1)[2:3], V(1)[..., None], round(V(1)), round(V(1), 2), divmod(V(1), 2), V(1) ** 2, 5 - V(1), V(1) // 2, V(1) & 1, V(1) >> 1, {V(1): "k"}[V(1)], sorted([V(3), V(1)])[0].x,
                  max(V(1), V(5)).x, V(1) in [V(1)], [V(0), V(1)].index(V(1)), sum([V(1), V(2)], V(0)).x]
    """,
    "reflected by subclass first": """
        class A:
            def __add__(self, o): return "A.add"
            def __radd__(self, o): return "A.radd"
        class B(A):
            def __radd__(self, o): return "B.radd"
        result = [A() + B(), B() + A(), A() + A(), 1 + A()]
    """,
    "item protocol": """
        class A:
            def __init__(self): self.d = {}
            def __getitem__(self, k): return self.d[k]
            def __setitem__(self, k, v): self.d[k] = v
            def __delitem__(self, k): del self.d[k]
            def __contains__(self, k): return k in self.d
        class Seq:
            def __getitem__(self, i):
                if i > 3: raise IndexError
                return i * i
            def __len__(self): return 4
        a = A(); a["x"] = 1; a["x"] += 5; a[1, 2] = 3; del a[1, 2]
        s = Seq()
        result = [a["x"], a.d, "x" in a, list(s), 9 in s, 10 in s, list(reversed(s)), [*s], tuple(s), sum(s), max(s), list(zip(s, "ab")), list(enumerate(s))[1]]
    """,
    "iteration protocol": """
        class Countdown:
            def __init__(self, n): self.n = n
            def __iter__(self): return self
            def __next__(self):
                if self.n <= 0: raise StopIteration
                self.n -= 1
                return self.n
        class It:
            def __iter__(self): yield from (3, 4)
            def __reversed__(self): return iter("rev")
        c = Countdown(2); n = next(c); m = next(c); d = next(c, "done")
        result = [list(Countdown(3)), n, m, d, list(It()), list(reversed(It())), [x for x in It()], dict(zip(It(), "ab")), 3 in It(), list(map(str, It())), min(It())]
    """,
    "slots and class attributes": """
        class A:
            __slots__ = ("x", "y")
            z = 5
            def __init__(self): self.x = 1
        a = A(); a.y = 2
        A.z = 6
        class C:
            items = []
            count = 0
            def __init__(self): self.items.append(1); C.count += 1; self.count = 10
        C(); C()
        result = [a.x, a.y, a.z, C.items, C.count, C().count]
    """,
    "class body scope": """
        x = "global"
        class A:
            x = "class"
            y = x + "!"
            z = [i for i in range(3)]
            def f(self): return x
            class Inner:
                w = 1
                def g(self): return A.x
            table = {"a": 1}
            for _k in table: last = _k
            if True: cond = 1
            else: cond = 2
        result = [A.y, A.z, A().f(), A.Inner.w, A.Inner().g(), A.last, A.cond, A.__qualname__, A.Inner.__qualname__, A.f.__qualname__, A.__module__]
    """,
    "class decorators and nested functions": """
        def register(name):
            def wrap(cls):
                cls.registered = name
                return cls
            return wrap
        @register("n")
        class A: pass
        def make(n):
            class Local:
                value = n
                def get(self): return n * 2
            return Local
        result = [A.registered, make(3).value, make(4)().get(), make(1).__qualname__]
    """,
    "class_getitem": """
        class A:
            def __class_getitem__(cls, item): return (cls.__name__, item)
        result = [A[1], A[1, 2]]
    """,
    "mro entries": """
        class Real: tag = "real"
        class Fake:
            def __mro_entries__(self, bases): return (Real,)
        class A(Fake()): pass
        result = [A.tag, A.__bases__ == (Real,)]
    """,
    "repr and str": """
        class A:
            def __repr__(self): return "A()"
        class B:
            def __str__(self): return "b"
            def __repr__(self): return "B()"
            def __format__(self, spec): return "fmt:" + spec
        result = [str(A()), repr(A()), str(B()), f"{A()} {B()} {B()!r} {B():x}", "%s %r" % (B(), B()), str([B()]), "{} {!r:>5}".format(A(), B()), format(B(), "q"), str({1: A()}), str((A(),))]
    """,
    "bound methods": """
        class A:
            def f(self, x=1): return x
            g = f
        a = A(); m = a.f
        a.own = lambda: "own"
        A.late = lambda self: "late"
        def ext(self): return "ext"
        A.ext = ext
        result = [m(3), m.__self__ is a, m.__func__ is A.f, a.g(), A.f(a, 5), a.own(), a.late(), a.ext(), m == a.f, m.__name__, callable(m), callable(a), getattr(a, "f")(9), A.f.__name__]
    """,
    "isinstance and builtins": """
        class A: pass
        result = [isinstance(True, int), isinstance(1, bool), isinstance(1, (str, int)), issubclass(bool, int), isinstance(A, type), isinstance(None, type(None)),
                  isinstance([], (tuple, list)), type(A()) is A, isinstance(lambda: 0, object), isinstance(1, object), type(1.0).__name__, type(None).__name__, isinstance(1, int | str)]
    """,
    "delegating call": """
        class Module:
            def __call__(self, *args, **kwargs): return self.forward(*args, **kwargs)
        class Child(Module):
            def __init__(self, k): super().__init__(); self.k = k
            def forward(self, x, scale=1): return x * self.k * scale
        result = [Child(3)(4), Child(3)(4, scale=2)]
    """,
    "dunder class assignment": """
        class A:
            def f(self): return "A"
        class B:
            def f(self): return "B"
        a = A(); a.__class__ = B
        A.__name__ = "Renamed"
        result = [a.f(), isinstance(a, B), A.__name__, A.__doc__]
    """,
    "missing method messages": """
        class A: pass
        out = []
        for code in (lambda: A().x, lambda: A.y, lambda: A()(), lambda: A(1), lambda: A()[0], lambda: len(A()), lambda: iter(A()), lambda: A() + 1, lambda: A() < A()):
            try: code()
            except Exception as e: out.append(type(e).__name__ + ": " + str(e))
        result = out
    """,
}


@pytest.mark.parametrize("name", CASES)
def test_classes(name: str) -> None:
    check(CASES[name])
