"""Kinds of columns."""


class ClassLabel:
    def __init__(self, num_classes=None, names=None, names_file=None, id=None):
        self.names = list(names) if names is not None else [str(i) for i in range(num_classes or 0)]
        self.num_classes = num_classes if num_classes is not None else len(self.names)

    def int2str(self, values):
        return "label"

    def str2int(self, values):
        return 0


class Value:
    def __init__(self, dtype="string", id=None):
        self.dtype = dtype


class Image:
    def __init__(self, mode=None, decode=True, id=None):
        self.mode = mode


class Audio:
    def __init__(self, sampling_rate=None, mono=True, decode=True, id=None):
        self.sampling_rate = sampling_rate


class Sequence:
    def __init__(self, feature=None, length=-1, id=None):
        self.feature = feature
        self.length = length


class Features(dict):
    pass
