"""logging: loggers that say nothing."""

from _greenai import nothing

NOTSET, DEBUG, INFO, WARNING, ERROR, CRITICAL = 0, 10, 20, 30, 40, 50
WARN, FATAL = WARNING, CRITICAL
_levels = {"CRITICAL": 50, "FATAL": 50, "ERROR": 40, "WARN": 30, "WARNING": 30, "INFO": 20, "DEBUG": 10, "NOTSET": 0}
raiseExceptions = True


class Filterer:
    filters = ()
    addFilter = removeFilter = nothing

    def filter(self, record):
        return True


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        self.name = name
        self.level = level
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    debug = info = warning = warn = error = critical = fatal = exception = log = handle = callHandlers = nothing

    def setLevel(self, level):
        self.level = _levels.get(level, level)

    def getEffectiveLevel(self):
        return self.level or WARNING

    def isEnabledFor(self, level):
        return level >= self.getEffectiveLevel()

    def addHandler(self, hdlr):
        self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        return bool(self.handlers)

    def getChild(self, suffix):
        return getLogger(self.name + "." + suffix)


class RootLogger(Logger): pass


class LoggerAdapter:
    def __init__(self, logger, extra=None):
        self.logger = logger
        self.extra = extra

    def __getattr__(self, name):
        return getattr(self.logger, name)


class Manager:
    loggerDict = {}
    disable = 0


root = RootLogger("root", WARNING)
Logger.root = root
Logger.manager = Manager()
_loggers = {}


def getLogger(name=None):
    if not name or name == "root":
        return root
    if name not in _loggers:
        logger = _class[0](name)
        logger.parent = root
        _loggers[name] = logger
    return _loggers[name]


_class = [Logger]


def setLoggerClass(klass):
    _class[0] = klass


def getLoggerClass():
    return _class[0]


def getLevelName(level):
    for name, value in _levels.items():
        if value == level:
            return name
    return _levels.get(level, f"Level {level}")


def getLevelNamesMapping():
    return dict(_levels)


def addLevelName(level, levelName):
    _levels[levelName] = level


debug = info = warning = warn = error = critical = fatal = exception = log = nothing
basicConfig = disable = shutdown = captureWarnings = setLogRecordFactory = nothing


class Formatter:
    def __init__(self, *args, **kwargs): pass

    def format(self, record):
        return ""


class Filter:
    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return True


class LogRecord:
    def __init__(self, *args, **kwargs): pass


class Handler(Filterer):
    level = NOTSET
    formatter = None

    def __init__(self, *args, **kwargs): pass

    setFormatter = setLevel = emit = handle = flush = close = acquire = release = nothing


class StreamHandler(Handler):
    stream = None


class FileHandler(StreamHandler): pass
class NullHandler(Handler): pass


lastResort = None
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
