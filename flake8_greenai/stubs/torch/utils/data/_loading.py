"""Host functions: outside_device, alike, collated, collated_by, at_most, note_batch (flake8_greenai/ops/loading.py)."""


class Repeated:
    """So many batches of a loader that begins again when it is at its end; all of them are taken to be full."""

    def __init__(self, loader, count):
        self.loader = loader
        self.count = count

    def __len__(self):
        return self.count

    def __iter__(self):
        return (self.loader._greenai_at(0) for _ in range(self.count))

    def _greenai_at(self, index):
        return self.loader._greenai_at(0)


def groups(loader, batches, size):
    """Groups of so many batches, the last one perhaps of fewer."""
    if batches is None or not hasattr(loader, "_greenai_at"):
        return _collected(loader, size)
    return _Groups(loader, batches, size)


def _collected(loader, size):
    group = []
    for batch in loader:
        group.append(batch)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


class _Groups:
    def __init__(self, loader, batches, size):
        self.loader = loader
        self.batches = batches
        self.size = size

    def __len__(self):
        return -(-self.batches // self.size)

    def __iter__(self):
        return (self._greenai_at(index) for index in range(len(self)))

    def _greenai_at(self, index):
        return _Group(self.loader, index * self.size, at_most(self.size, self.batches - index * self.size))


class _Group:
    def __init__(self, loader, start, count):
        self.loader = loader
        self.start = start
        self.count = count

    def __len__(self):
        return self.count

    def __iter__(self):
        return (self._greenai_at(index) for index in range(self.count))

    def _greenai_at(self, index):
        return self.loader._greenai_at(self.start + index)
