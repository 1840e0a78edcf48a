"""Logging."""
import logging


class MultiProcessAdapter(logging.LoggerAdapter):
    pass


def get_logger(name, log_level=None):
    return logging.getLogger(name)
