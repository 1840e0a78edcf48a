"""importlib.metadata: the version of a library is known where its sources say it."""

from _greenai import unknown


class PackageNotFoundError(ModuleNotFoundError):
    @property
    def name(self):
        return self.args[0]


def version(distribution_name):
    found = _version(distribution_name)
    if found is None:
        raise PackageNotFoundError(distribution_name)
    return found


def packages_distributions():
    return _Distributions()


class _Distributions(dict):
    def __missing__(self, key):
        return [key]

    def get(self, key, default=None):
        return [key]

    def __contains__(self, key):
        return True


def metadata(distribution_name):
    return unknown(f"metadata of {distribution_name}")


distribution = distributions = entry_points = files = requires = metadata


class Distribution: pass
class EntryPoint: pass
