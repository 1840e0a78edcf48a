"""Sequences padded to one length."""

import torch
from keras.utils import pad_sequences


class TimeseriesGenerator:
    def __init__(
        self, data, targets, length, sampling_rate=1, stride=1, start_index=0, end_index=None, shuffle=False, reverse=False, batch_size=128
    ):
        self.data = data
        self.length = length
        self.stride = stride
        self.sampling_rate = sampling_rate
        self.batch_size = batch_size
        self.start = start_index + length
        self.end = len(data) - 1 if end_index is None else end_index

    def __len__(self):
        return (self.end - self.start + self.batch_size * self.stride) // (self.batch_size * self.stride)

    def on_epoch_end(self):
        pass

    def __getitem__(self, index):
        return torch.empty((self.batch_size, self.length // self.sampling_rate, *self.data.shape[1:])), torch.empty((self.batch_size,))
