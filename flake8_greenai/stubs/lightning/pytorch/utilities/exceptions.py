"""Errors."""


class MisconfigurationException(Exception): pass
class SIGTERMException(SystemExit): pass
