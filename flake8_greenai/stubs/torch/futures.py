"""Futures: done at once."""


class Future:
    def __init__(self, *, devices=None):
        self._value = None

    def set_result(self, result):
        self._value = result

    def wait(self):
        return self._value

    value = wait

    def done(self):
        return True
