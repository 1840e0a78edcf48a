"""importlib.abc."""


class Loader: pass
class MetaPathFinder: pass
class PathEntryFinder: pass
class InspectLoader(Loader): pass
class SourceLoader(InspectLoader): pass
class Traversable: pass
class ResourceReader: pass
