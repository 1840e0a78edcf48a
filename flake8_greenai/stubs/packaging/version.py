"""Versions."""
import re


class InvalidVersion(ValueError):
    pass


class Version:
    def __init__(self, version):
        match = re.match(r"\s*v?(\d+(?:\.\d+)*)(.*)", str(version))
        if match is None:
            raise InvalidVersion(f"Invalid version: '{version}'")
        self.release = tuple(int(part) for part in match.group(1).split("."))
        rest = match.group(2)
        public, _, local = rest.partition("+")
        self.local = local or None
        self.is_prerelease = bool(re.match(r"[.-]?(a|b|c|rc|dev|alpha|beta|pre)", public))
        self.is_devrelease = ".dev" in public
        self._text = str(version)
        self._key = (_trimmed(self.release), 0 if self.is_prerelease else 1, public)

        self.epoch = 0
        self.pre = self.post = self.dev = None
        for number in re.findall(r"[.-]?dev(\d*)", public):
            self.dev = int(number or 0)
        for number in re.findall(r"[.-]?post(\d*)", public):
            self.post = int(number or 0)
        for letter, number in re.findall(r"[.-]?(a|b|rc)(\d+)", public):
            self.pre = (letter, int(number))
        self.is_postrelease = self.post is not None

    major = property(lambda self: self.release[0])
    minor = property(lambda self: self.release[1] if len(self.release) > 1 else 0)
    micro = property(lambda self: self.release[2] if len(self.release) > 2 else 0)
    base_version = property(lambda self: ".".join(str(part) for part in self.release))
    public = property(lambda self: self._text.split("+")[0])

    def __str__(self):
        return self._text

    def __hash__(self):
        return hash(self._key)

    def __eq__(self, other):
        return self._key == other._key

    def __ne__(self, other):
        return self._key != other._key

    def __lt__(self, other):
        return self._key < other._key

    def __le__(self, other):
        return self._key <= other._key

    def __gt__(self, other):
        return self._key > other._key

    def __ge__(self, other):
        return self._key >= other._key


def _trimmed(release):
    release = list(release)
    while len(release) > 1 and release[-1] == 0:
        release.pop()
    return tuple(release)


def parse(version):
    return Version(version)
