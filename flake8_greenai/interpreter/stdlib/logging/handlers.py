"""logging.handlers."""

from logging import Handler


class RotatingFileHandler(Handler): pass
class TimedRotatingFileHandler(Handler): pass
class SysLogHandler(Handler): pass
class QueueHandler(Handler): pass
class QueueListener(Handler): pass
class MemoryHandler(Handler): pass
class SocketHandler(Handler): pass
