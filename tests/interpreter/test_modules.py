"""Imports: each case is a small project; what its main module finds is what Python finds, run in a process of its own."""

import json
import subprocess
import sys
import textwrap

import pytest

from flake8_greenai.interpreter.machine import Machine
from flake8_greenai.interpreter.values import Raised
from flake8_greenai.source.parsing import load
from flake8_greenai.source.resolver import Resolver
from tests.interpreter.differential import STDLIB, Module, plain

LAZY = """
    import importlib, os
    from types import ModuleType
    class _LazyModule(ModuleType):
        def __init__(self, name, module_file, import_structure, module_spec=None, extra_objects=None):
            super().__init__(name)
            self._modules = set(import_structure)
            self._class_to_module = {}
            for key, values in import_structure.items():
                for value in values:
                    self._class_to_module[value] = key
            self.__all__ = list(import_structure) + sum(import_structure.values(), [])
            self.__file__ = module_file
            self.__path__ = [os.path.dirname(module_file)]
            self._objects = extra_objects or {}
            self._import_structure = import_structure
        def __getattr__(self, name):
            if name in self._objects:
                return self._objects[name]
            if name in self._modules:
                value = self._get_module(name)
            elif name in self._class_to_module:
                value = getattr(self._get_module(self._class_to_module[name]), name)
            else:
                raise AttributeError(f"module {self.__name__} has no attribute {name}")
            setattr(self, name, value)
            return value
        def _get_module(self, name):
            return importlib.import_module("." + name, self.__name__)
"""

CASES = {
    "relative imports": {
        "pkg/__init__.py": "from .a import f\nfrom . import b as other\n__version__ = '1.2'",
        "pkg/a.py": "from .b import base\nfrom .sub.deep import up\ndef f(): return base() + up()",
        "pkg/b.py": "def base(): return 10",
        "pkg/sub/__init__.py": "",
        "pkg/sub/deep.py": "from .. import b\nfrom ..b import base as again\ndef up(): return b.base() + again()",
        "main.py": "import pkg, pkg.sub.deep as d\nfrom pkg import f, other\nresult = [f(), other.base(), d.up(), pkg.__version__, pkg.a.f is f, pkg.__name__, d.__name__, pkg.b is other]",
    },
    "conditional imports": {
        "fast.py": "raise ImportError('no accelerator')",
        "slow.py": "def run(): return 'slow'",
        "main.py": """
            import sys
            try:
                from fast import run
                HAS_FAST = True
            except ImportError:
                HAS_FAST = False
                from slow import run
            try:
                import surely_not_there_module
            except ModuleNotFoundError as e:
                missing = e.name
            else:
                missing = None
            if sys.version_info >= (3, 8):
                from typing import Final as Kept
            else:
                Kept = None
            try:
                from slow import nothing
            except ImportError as e:
                reason = "cannot import name 'nothing'" in str(e)
            result = [HAS_FAST, run(), missing, Kept is not None, reason]
        """,
    },
    "type checking": {
        "shapes.py": "class Shape: pass",
        "main.py": """
            from __future__ import annotations
            from typing import TYPE_CHECKING
            if TYPE_CHECKING:
                from shapes import Shape
            def f(s: Shape) -> Shape: return s
            result = [f(1), 'Shape' in globals()]
        """,
    },
    "imports in functions": {
        "heavy.py": "count = 0\ndef use():\n    global count\n    count += 1\n    return count",
        "main.py": "def f():\n    from heavy import use\n    import heavy as h\n    use()\n    return h.count\nresult = [f(), f(), f()]",
    },
    "star imports": {
        "a.py": "__all__ = ['x', '_hidden']\nx, y, _hidden = 1, 2, 3",
        "b.py": "from a import *\nz = x + _hidden\n_private = 5",
        "main.py": "from b import *\nresult = [x, z, 'y' in globals(), '_private' in globals(), '_hidden' in globals(), '__all__' in globals()]",
    },
    "star imports of packages": {
        "ops/__init__.py": "from .conv import *\nfrom .norm import *\nfrom . import conv, norm\n__all__ = conv.__all__ + norm.__all__ + ['VERSION']\nVERSION = 3",
        "ops/conv.py": "__all__ = ['Conv']\nclass Conv: kernel = 3\nclass Helper: pass",
        "ops/norm.py": "__all__ = ('Norm',)\n__all__ = list(__all__)\n__all__ += ['Other']\n__all__.append('More')\n__all__.extend(['Last'])\nclass Norm: pass\nOther, More, Last = 1, 2, 3",
        "main.py": "from ops import *\nimport ops\nresult = [Conv.kernel, Norm.__name__, Other, More, Last, VERSION, 'Helper' in globals(), ops.__all__]",
    },
    "cyclic imports": {
        "p/__init__.py": "from .first import First\nfrom .second import Second",
        "p/first.py": "from . import second\nclass First:\n    def other(self): return second.Second()",
        "p/second.py": "from . import first\nclass Second:\n    def back(self): return first.First()",
        "main.py": "from p import First, Second\nresult = [type(First().other()).__name__, type(Second().back()).__name__]",
    },
    "cyclic import of a module on its way": {
        "one.py": "value = 1\nimport two\nlater = two.seen + 1",
        "two.py": "import one\nseen = one.value\ndef f(): return one.later",
        "main.py": "import one, two\nresult = [one.later, two.seen, two.f()]",
    },
    "module getattr": {
        "lib.py": "import warnings\n_renamed = {'Old': 'New'}\nclass New: pass\ndef __getattr__(name):\n    if name in _renamed:\n        return globals()[_renamed[name]]\n    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')\ndef __dir__(): return ['New', 'Old']",
        "main.py": "import lib\nfrom lib import Old\ntry:\n    lib.nothing\nexcept AttributeError as e:\n    said = str(e)\nresult = [Old is lib.New, lib.Old.__name__, hasattr(lib, 'Older'), getattr(lib, 'x', 4), said]",
    },
    "namespace packages": {
        "space/plain.py": "from space import other\nfrom .deeper.leaf import leaf\nx = other.y + leaf",
        "space/other.py": "y = 2",
        "space/deeper/leaf.py": "leaf = 40",
        "main.py": "import space.plain\nfrom space import other\nimport space.deeper.leaf\nresult = [space.plain.x, other.y, space.deeper.leaf.leaf]",
    },
    "lazy modules": {
        "lazy.py": LAZY,
        "hub/__init__.py": """
            from typing import TYPE_CHECKING
            _import_structure = {"configuration": ["Config"], "utils": []}
            try:
                import surely_missing_backend
            except ImportError:
                pass
            else:
                _import_structure["fast"] = ["Fast"]
            _import_structure["modeling"] = ["Model", "build"]
            if TYPE_CHECKING:
                from .configuration import Config
                from .modeling import Model, build
            else:
                import sys
                from lazy import _LazyModule
                sys.modules[__name__] = _LazyModule(__name__, globals()["__file__"], _import_structure, extra_objects={"__version__": "0.1"})
        """,
        "hub/configuration.py": "class Config:\n    width = 8",
        "hub/modeling.py": "from .configuration import Config\nclass Model:\n    config_class = Config\ndef build(): return Model()",
        "hub/utils.py": "def join(*a): return '-'.join(a)",
        "main.py": "import hub\nfrom hub import Model, build\nfrom hub.utils import join\nresult = [build().config_class is hub.Config, Model.__name__, join('a', 'b'), hasattr(hub, 'Fast'), hub.Config.width]",
    },
    "registries filled in other modules": {
        "zoo/__init__.py": "from .alpha import *\nfrom .beta import *\nfrom .registry import create, names",
        "zoo/registry.py": "_models = {}\n_aliases = {}\ndef register(f):\n    _models[f.__name__] = f\n    return f\ndef create(name, **kw): return _models[_aliases.get(name, name)](**kw)\ndef names(): return sorted(_models)\ndef alias(old, new): _aliases[old] = new",
        "zoo/alpha.py": "from .registry import register, alias\n@register\ndef tiny(width=1): return ('tiny', width)\n@register\ndef small(width=2): return ('small', width)\nalias('mini', 'tiny')",
        "zoo/beta.py": "from .registry import register\nfrom .alpha import tiny\n@register\ndef large(width=9): return ('large',) + tiny(width=width)",
        "main.py": "import zoo\nresult = [zoo.create('tiny'), zoo.create('large', width=3), zoo.create('mini'), zoo.names()]",
    },
    "registries filled by their own module": {
        "models.py": "TABLE = {}\ndef register(name):\n    def add(f):\n        TABLE[name] = f\n        return f\n    return add\ndef create(name): return TABLE[name]()\n@register('a')\ndef first(): return 'A'\n@register('b')\nclass Second: pass",
        "main.py": "from models import create, TABLE\nresult = [create('a'), type(create('b')).__name__, 'a' in TABLE, sorted(TABLE), TABLE.get('zzz')]",
    },
    "tables filled by subclasses of an imported module": {
        "kinds/__init__.py": "",
        "kinds/base.py": "TABLE = {'plain': None}\nclass Base:\n    kind = None\n    def __init_subclass__(cls, alias=None, **kw):\n        super().__init_subclass__(**kw)\n        if cls.kind is not None: TABLE[cls.kind] = cls\n        if alias: TABLE[alias] = cls\ndef make(kind): return TABLE[kind]()",
        "kinds/more.py": "from .base import Base, make\nclass First(Base):\n    kind = 'first'\nclass Second(Base, alias='two'): pass\ndef build(kind): return type(make(kind)).__name__",
        "main.py": "from kinds.more import build\nresult = [build('first'), build('two')]",
    },
    "tables that a class holds": {
        "kernels.py": "import enum\nclass Name(str, enum.Enum):\n    NATIVE = 'native'\n    FAST = 'fast'\nclass Registry:\n    _kernels = {}\n    _active = Name.NATIVE\n    @classmethod\n    def register(cls, name, limits=None):\n        def add(f):\n            cls._kernels[name] = f\n            return f\n        return add\n    @classmethod\n    def active(cls): return cls._active, cls._kernels[cls._active]\ndef run(x): return Registry.active()[1](x)\n@Registry.register(Name.NATIVE, limits=[1])\ndef _native(x): return x + 1\n@Registry.register(Name.FAST)\ndef _fast(x): return x + 2",
        "main.py": "from kernels import run, Registry, Name\nresult = [run(1), Registry._kernels[Name.FAST](1), len(Registry._kernels)]",
    },
    "tables that an object holds": {
        "parts/__init__.py": "from .registry import MODELS\nfrom . import small",
        "parts/registry.py": "class Registry:\n    def __init__(self): self._items = {}\n    def register(self, name=None):\n        def add(cls):\n            self._items[name or cls.__name__] = cls\n            return cls\n        return add\n    def build(self, name, **kw): return self._items[name](**kw)\nMODELS = Registry()",
        "parts/small.py": "from .registry import MODELS\n@MODELS.register()\nclass Small:\n    def __init__(self, width=2): self.width = width\n@MODELS.register('other')\nclass Other(Small): pass",
        "main.py": "from parts import MODELS\nresult = [MODELS.build('Small', width=5).width, MODELS.build('other').width]",
    },
    "tables filled by functions of other modules": {
        "tune/__init__.py": "from .kinds import FirstConfig, SecondConfig\nfrom .mapping import build, known",
        "tune/mapping.py": "CONFIGS = {}\nMODELS = {}\ndef build(config): return MODELS[config.kind](config).name\ndef known(kind): return kind in CONFIGS.keys()",
        "tune/registering.py": "def register(name, config, model):\n    from tune.mapping import CONFIGS, MODELS\n    if name.upper() in CONFIGS: raise KeyError(name)\n    CONFIGS[name.upper()] = config\n    MODELS[name.upper()] = model",
        "tune/kinds/__init__.py": "from .first import FirstConfig\nfrom .second import SecondConfig",
        "tune/kinds/first/__init__.py": "from tune.registering import register\nclass FirstConfig: kind = 'FIRST'\nclass FirstModel:\n    name = 'first'\n    def __init__(self, config): pass\nregister(name='first', config=FirstConfig, model=FirstModel)",
        "tune/kinds/second/__init__.py": "from tune.registering import register\nclass SecondConfig: kind = 'SECOND'\nclass SecondModel:\n    name = 'second'\n    def __init__(self, config): pass\nregister(name='second', config=SecondConfig, model=SecondModel)",
        "main.py": "from tune import FirstConfig, SecondConfig, build, known\nresult = [build(FirstConfig()), build(SecondConfig()), known('FIRST'), known('THIRD')]",
    },
    "annotations of subclasses": {
        "base.py": "import inspect\nclass Base:\n    config_class = None\n    def __init_subclass__(cls, **kw):\n        super().__init_subclass__(**kw)\n        found = inspect.get_annotations(cls).get('config')\n        if found is not None: cls.config_class = found",
        "model.py": "from base import Base\nclass Config: pass\nclass Model(Base):\n    config: Config\n    size: int = 3\nclass Other(Model): pass",
        "main.py": "from model import Config, Model, Other\nimport inspect\nresult = [isinstance(Config(), Model.config_class), Other.config_class is Config, inspect.get_annotations(Model)['size'] is int]",
    },
    "globals change": {
        "state.py": "LEVEL = 0\nitems = []\nitems.append(1)\ntable = {}\ntable['a'] = 1\ntable.update(b=2)\nitems += [2]\ndef bump():\n    global LEVEL\n    LEVEL += 1\nfor i in range(3):\n    items.append(i * 10)\nif LEVEL == 0:\n    MODE = 'zero'\nelse:\n    MODE = 'more'\ndel table['a']",
        "main.py": "import state\nbefore, mode = state.LEVEL, state.MODE\nstate.bump()\nfrom state import LEVEL, items, table\nstate.extra = 7\nresult = [before, LEVEL, items, table, mode, state.extra]",
    },
    "the last binding wins": {
        "lib.py": "def f(): return 1\ng = f\ndef f(): return 2\nclass A: x = f()\nx = 1\nx = x + 1\nx += 1\ny = [x for x in range(3)]\n(a, b), *c = (1, 2), 3, 4\nimport os.path as p, math as m\nfor k in 'ab': last = k\ntry:\n    v = int('z')\nexcept ValueError:\n    v = -1\nfinally:\n    w = 5",
        "main.py": "import lib\nfrom lib import g\nresult = [lib.f(), g(), lib.A.x, lib.x, lib.y, lib.a, lib.b, lib.c, lib.p.join('a', 'b'), lib.m.floor(2.5), lib.last, lib.k, lib.v, lib.w]",
    },
    "import machinery": {
        "plug/__init__.py": "",
        "plug/one.py": "NAME = 'one'\nclass Plug: pass",
        "plug/two.py": "NAME = 'two'",
        "main.py": """
            import importlib, sys
            from importlib import import_module
            found = [import_module(f"plug.{n}").NAME for n in ("one", "two")]
            cls = getattr(importlib.import_module("plug.one"), "Plug")
            rel = importlib.import_module(".two", package="plug")
            direct = __import__("plug.one").one.NAME
            result = [found, cls.__name__, cls.__module__, rel.NAME, direct, "plug.two" in sys.modules, sys.modules["plug.one"].NAME]
        """,
    },
    "main guard": {
        "script.py": "def main(): return 'ran'\nstate = 'imported'\nif __name__ == '__main__':\n    state = main()",
        "main.py": "import script\nmine = 'no'\nif __name__ == '__main__':\n    mine = 'yes'\nresult = [script.state, script.__name__, __name__, mine]",
    },
    "submodules become attributes": {
        "top/__init__.py": "from . import inner\nname = 'top'",
        "top/inner.py": "import top\ndef who(): return top.name\nclass C: pass",
        "top/side.py": "z = 1",
        "main.py": "import top.side\nresult = [top.inner.who(), top.side.z, top.inner.C.__module__, top.inner.C.__qualname__]",
    },
}


def interpreted(folder):
    machine = Machine(Resolver((STDLIB,), (str(folder),), environment=False))
    path = str(folder / "main.py")
    module = Module(machine, "__main__", path, load("__main__", path))
    machine.modules["__main__"] = module
    try:
        module.run()
    except Raised as raised:
        raise AssertionError(f"{raised.value.cls.name}: {machine.to_str(raised.value)} at {raised.location}") from raised
    return plain(module.get("result"), machine.to_repr)


@pytest.mark.parametrize("name", CASES)
def test_project(name, tmp_path):
    for path, text in CASES[name].items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text))
    program = (
        "import json, runpy, sys; sys.path.insert(0, '.'); print(json.dumps(runpy.run_path('main.py', run_name='__main__')['result']))"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    assert json.loads(json.dumps(interpreted(tmp_path))) == json.loads(run.stdout)
