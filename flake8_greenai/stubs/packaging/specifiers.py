"""Version specifiers: taken to be satisfied."""


class SpecifierSet:
    def __init__(self, specifiers="", prereleases=None):
        self._text = specifiers

    def __contains__(self, item):
        return True

    def contains(self, item, prereleases=None):
        return True
