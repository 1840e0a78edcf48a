"""importlib.machinery."""


class ModuleSpec:
    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.submodule_search_locations = [] if is_package else None
        self.parent = name.rpartition(".")[0]
        self.cached = None
        self.has_location = False


class SourceFileLoader:
    def __init__(self, fullname, path):
        self.name, self.path = fullname, path


class PathFinder: pass
class FileFinder: pass
class ExtensionFileLoader(SourceFileLoader): pass


SOURCE_SUFFIXES, EXTENSION_SUFFIXES, BYTECODE_SUFFIXES = [".py"], [".so"], [".pyc"]
