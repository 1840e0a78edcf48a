"""Sequences of different lengths."""
from collections import namedtuple

import torch


class PackedSequence(namedtuple("PackedSequence_", ["data", "batch_sizes", "sorted_indices", "unsorted_indices"])):
    def __new__(cls, data, batch_sizes=None, sorted_indices=None, unsorted_indices=None):
        return super().__new__(cls, data, batch_sizes, sorted_indices, unsorted_indices)

    def to(self, *args, **kwargs):
        return type(self)(self.data.to(*args, **kwargs), self.batch_sizes, self.sorted_indices, self.unsorted_indices)

    def cuda(self, *args, **kwargs):
        return self.to(device="cuda")

    def cpu(self, *args, **kwargs):
        return self.to(device="cpu")

    @property
    def is_cuda(self):
        return self.data.is_cuda


def invert_permutation(permutation):
    return None if permutation is None else torch.empty_like(permutation)


def pack_padded_sequence(input, lengths, batch_first=False, enforce_sorted=True):
    sizes = _batch_sizes(input, lengths, batch_first)
    data = _repack(input, (sum(sizes), *input.shape[2:]))
    return PackedSequence(data, sizes, None, None)


def pad_packed_sequence(sequence, batch_first=False, padding_value=0.0, total_length=None):
    steps = len(sequence.batch_sizes) if total_length is None else total_length
    batch = sequence.batch_sizes[0]
    sizes = (batch, steps) if batch_first else (steps, batch)
    lengths = torch.empty(batch, dtype=torch.int64)
    return _repack(sequence.data, (*sizes, *sequence.data.shape[1:])), lengths


def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side="right"):
    steps = max(sequence.size(0) for sequence in sequences)
    sizes = (len(sequences), steps) if batch_first else (steps, len(sequences))
    return sequences[0].new_full((*sizes, *sequences[0].shape[1:]), padding_value)


def unpad_sequence(padded_sequences, lengths, batch_first=False):
    if not batch_first:
        padded_sequences = padded_sequences.transpose(0, 1)
    return [sequence[:length] for sequence, length in zip(padded_sequences, lengths)]


def pack_sequence(sequences, enforce_sorted=True):
    lengths = [sequence.size(0) for sequence in sequences]
    return pack_padded_sequence(pad_sequence(sequences), lengths, enforce_sorted=enforce_sorted)


def unpack_sequence(packed_sequences):
    padded, lengths = pad_packed_sequence(packed_sequences, batch_first=True)
    return unpad_sequence(padded, lengths, batch_first=True)
