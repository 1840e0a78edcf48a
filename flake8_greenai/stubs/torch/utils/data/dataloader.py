"""DataLoader: batches are known by their index, so that a loop over them need not be unrolled. Loading is not device work."""
import torch
from _greenai import is_unknown, number_of_items, symbol
from torch.utils.data._loading import alike, at_most, collated, collated_by, note_batch, outside_device
from torch.utils.data.dataset import IterableDataset
from torch.utils.data.sampler import BatchSampler, RandomSampler, SequentialSampler


def get_worker_info():
    return None


def default_convert(data):
    return data


def default_collate(batch):
    first = batch[0]
    if isinstance(first, torch.Tensor):
        return torch.stack(batch)
    if isinstance(first, bool):
        return torch.tensor(batch)
    if isinstance(first, float):
        return torch.tensor(batch, dtype=torch.float64)
    if isinstance(first, int):
        return torch.tensor(batch)
    if isinstance(first, dict):
        return {key: default_collate([item[key] for item in batch]) for key in first}
    if isinstance(first, (tuple, list)):
        return [default_collate([item[i] for item in batch]) for i in range(len(first))]
    return batch


class DataLoader:
    def __init__(
        self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None, pin_memory=False,
        drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None, generator=None, *, prefetch_factor=None,
        persistent_workers=False, pin_memory_device="", in_order=True,
    ):
        self.dataset = dataset
        self.num_workers = num_workers
        self.pin_memory = pin_memory
        self.drop_last = drop_last
        self.generator = generator
        self.timeout = timeout
        self.collate_fn = collate_fn if collate_fn is not None else default_collate
        if is_unknown(batch_size):
            batch_size = symbol("B")
        iterable = isinstance(dataset, IterableDataset)
        if sampler is None and not iterable:
            sampler = RandomSampler(dataset) if shuffle else SequentialSampler(dataset)
        if batch_sampler is None and batch_size is not None and not iterable:
            batch_sampler = BatchSampler(sampler, batch_size, drop_last)
        elif isinstance(batch_sampler, BatchSampler):
            batch_size, sampler, self.drop_last = batch_sampler.batch_size, batch_sampler.sampler, batch_sampler.drop_last
        elif batch_sampler is not None:
            batch_size = None
        self.batch_size = batch_size
        self.sampler = sampler
        self._own_batches = sampler is not None and isinstance(batch_sampler, BatchSampler) and batch_sampler.sampler is sampler
        self.batch_sampler = batch_sampler
        # An unknown number of samples is one symbol for as long as the loader lives.
        self._samples = number_of_items(sampler) if self._own_batches else None

    @property
    def _greenai_is_followed(self):
        # Batches of what a program wrote itself are as many and as large as it says.
        if isinstance(self.dataset, IterableDataset):
            return not hasattr(self.dataset, "__len__")
        return self.batch_sampler is not None and not self._own_batches and hasattr(self.batch_sampler, "__iter__")

    def __iter__(self):
        if not self._greenai_is_followed:
            return _Batches(self)
        return _streamed(self) if isinstance(self.dataset, IterableDataset) else _sampled(self)

    def __len__(self):
        if self._own_batches:
            length = self._samples
        elif self.batch_sampler is not None:
            return len(self.batch_sampler)
        else:
            length = len(self.dataset)
        if self.batch_size is None:
            return length
        return length // self.batch_size if self.drop_last else -(-length // self.batch_size)

    def _greenai_at(self, index):
        size = self._batch_size_at(index)
        if size is None:
            return outside_device(_sample, self.dataset, index)
        note_batch(size)
        return outside_device(_batch, self, size)

    def _batch_size_at(self, index):
        # All batches are full but the last, which is smaller when the samples do not divide and it is not dropped.
        if self.batch_size is None:
            return None
        if self.drop_last or isinstance(self.dataset, IterableDataset):
            return self.batch_size
        samples = self._samples if self._own_batches else len(self.dataset)
        return at_most(self.batch_size, samples - index * self.batch_size)


def _sample(dataset, index):
    if isinstance(dataset, IterableDataset):
        return next(iter(dataset))
    return dataset[0]


def _batch(loader, size):
    # Samples of a batch are alike: what a batch looks like follows from one of them.
    sample = _sample(loader.dataset, 0)
    if loader.collate_fn is default_collate:
        return collated(sample, size)
    return collated_by(loader.collate_fn, alike(sample, _others(loader.dataset)), size)


def _others(dataset):
    if isinstance(dataset, IterableDataset):
        return []
    length = len(dataset)
    return [dataset[index] for index in (1, length - 1) if index < length] if isinstance(length, int) and length > 1 else []


def _sampled(loader):
    for indices in loader.batch_sampler:
        size = number_of_items(indices)
        note_batch(size)
        yield outside_device(_batch, loader, size)


def _streamed(loader):
    samples = outside_device(iter, loader.dataset)
    while loader.batch_size is None:
        sample = outside_device(_next, samples)
        if sample is _END:
            return
        yield sample
    sample = outside_device(_next, samples)
    while sample is not _END:
        size = 0
        while sample is not _END and size < loader.batch_size:
            last = sample
            size += 1
            sample = outside_device(_next, samples)
        if size < loader.batch_size and loader.drop_last:
            return
        note_batch(size)
        if loader.collate_fn is default_collate:
            yield outside_device(collated, last, size)
        else:
            yield outside_device(collated_by, loader.collate_fn, [last], size)


_END = object()


def _next(samples):
    return next(samples, _END)


class _Batches:
    """Iterator of a loader; how far it is, is part of the program's state."""

    def __init__(self, loader):
        self.loader = loader
        self.position = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.position >= len(self.loader):
            raise StopIteration
        self.position += 1
        return self.loader._greenai_at(self.position - 1)

    def __len__(self):
        return len(self.loader)
