"""Recurrent networks: cells in loops, packed sequences, bidirectional layers, attention over time, state in tuples."""

import torch
from torch import nn
from torch.nn import functional as F


class CellClassifier(nn.Module):
    def __init__(self, vocab=30, embed=8, hidden=12, classes=3, cell=nn.LSTMCell, steps=None):
        super().__init__()
        self.embedding = nn.Embedding(vocab, embed)
        self.cell = cell(embed, hidden)
        self.hidden = hidden
        self.steps = steps
        self.out = nn.Linear(hidden, classes)

    def forward(self, tokens):
        x = self.embedding(tokens)
        h = x.new_zeros(x.size(0), self.hidden)
        state = (h, torch.zeros_like(h)) if isinstance(self.cell, nn.LSTMCell) else h
        outputs = []
        for t in range(self.steps or x.size(1)):
            state = self.cell(x[:, t], state)
            outputs.append(state[0] if isinstance(state, tuple) else state)
        return self.out(torch.stack(outputs, dim=1).max(dim=1)[0]), torch.stack(outputs)


class GRUTagger(nn.Module):
    def __init__(self, vocab, hidden, layers, tags, bidirectional=True):
        super().__init__()
        self.embed = nn.Embedding(vocab, hidden)
        self.rnn = nn.GRU(hidden, hidden, layers, batch_first=True, bidirectional=bidirectional)
        self.classifier = nn.Linear((1 + bidirectional) * hidden, tags)

    def forward(self, words, h0=None):
        y, hn = self.rnn(self.embed(words), h0)
        return F.log_softmax(self.classifier(y), dim=-1), hn


class Attend(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.W, self.v = nn.Linear(2 * hidden, hidden), nn.Parameter(torch.rand(hidden))

    def forward(self, query, keys):
        query = query.unsqueeze(1).expand_as(keys)
        scores = (torch.tanh(self.W(torch.cat((query, keys), 2))) * self.v).sum(-1)
        return F.softmax(scores, dim=1)


class Encoder(nn.Module):
    def __init__(self, inputs, hidden):
        super().__init__()
        self.rnn = nn.GRU(inputs, hidden, batch_first=True)

    def forward(self, x):
        return self.rnn(x)


class Decoder(nn.Module):
    def __init__(self, hidden, outputs):
        super().__init__()
        self.attend = Attend(hidden)
        self.cell = nn.GRUCell(hidden + outputs, hidden)
        self.out = nn.Linear(hidden, outputs)
        self.outputs = outputs

    def forward(self, memory, state, steps: int):
        y = memory.new_zeros(memory.shape[0], self.outputs)
        ys = []
        while len(ys) < steps:
            weights = self.attend(state, memory)
            context = torch.bmm(weights.unsqueeze(1), memory).squeeze(1)
            state = self.cell(torch.cat([context, y], dim=1), state)
            y = self.out(state)
            ys.append(y)
        return torch.stack(ys, 1)


class Translate(nn.Module):
    def __init__(self, inputs=6, hidden=8, outputs=5, steps=4):
        super().__init__()
        self.encoder = Encoder(inputs, hidden)
        self.decoder = Decoder(hidden, outputs)
        self.steps = steps

    def forward(self, x):
        memory, state = self.encoder(x)
        return self.decoder(memory, state[-1], self.steps)


CASES = {
    "CellClassifier()": ["int64[3,7]"],
    "CellClassifier(cell=nn.GRUCell, steps=4)": ["int64[2,7]"],
    "CellClassifier(cell=nn.RNNCell)": ["int64[2,5]"],
    "GRUTagger(20, 6, 2, 4)": ["int64[2,9]"],
    "GRUTagger(20, 6, 1, 4, bidirectional=False)": ["int64[2,9]", "h0=float32[1,2,6]"],
    "Translate()": ["float32[2,6,6]"],
}
