"""Several loaders at once."""


class CombinedLoader:
    def __init__(self, iterables, mode="min_size"):
        self.iterables = iterables
        self._mode = mode

    @property
    def flattened(self):
        return list(self.iterables.values()) if isinstance(self.iterables, dict) else list(self.iterables)

    def __len__(self):
        lengths = [len(loader) for loader in self.flattened]
        if self._mode == "sequential":
            return sum(lengths)
        return min(lengths) if self._mode == "min_size" else max(lengths)

    def __iter__(self):
        return (self._greenai_at(index) for index in range(len(self)))

    def _greenai_at(self, index):
        # Shorter loaders begin again (max_size_cycle) or are never asked for more (min_size).
        def item(loader):
            return loader._greenai_at(index % len(loader) if self._mode == "max_size_cycle" else index)

        if isinstance(self.iterables, dict):
            return {key: item(loader) for key, loader in self.iterables.items()}
        return [item(loader) for loader in self.iterables]
