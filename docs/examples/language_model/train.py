"""Train the decoder, look at its loss on other text after each epoch, and let it write at the end."""

import argparse

import torch
from model import Decoder
from torch.nn import functional
from torch.utils.data import DataLoader, TensorDataset


def windows_of(text, length, size, shuffle=False):
    windows = text[: len(text) // (length + 1) * (length + 1)].view(-1, length + 1)
    return DataLoader(TensorDataset(windows), batch_size=size, shuffle=shuffle)


def loss_of(model, windows):
    return functional.cross_entropy(model(windows[:, :-1]).flatten(0, 1), windows[:, 1:].flatten())


@torch.no_grad()
def evaluate(model, loader):
    model.eval()
    total = 0.0
    for (windows,) in loader:
        total += loss_of(model, windows).item()
    model.train()
    return total / len(loader)


@torch.no_grad()
def write(model, tokens, count):
    model.eval()
    for _ in range(count):
        scores = model(tokens[:, -model.length :])
        tokens = torch.cat([tokens, scores[:, -1].argmax(-1, keepdim=True)], dim=1)
    return tokens


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch-size", type=int, default=16)
    parser.add_argument("--length", type=int, default=1024)
    options = parser.parse_args()
    training = windows_of(torch.randint(50257, (100_000_000,)), options.length, options.batch_size, shuffle=True)
    other = windows_of(torch.randint(50257, (1_000_000,)), options.length, options.batch_size)
    model = Decoder()
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4)
    for epoch in range(options.epochs):
        for (windows,) in training:
            loss = loss_of(model, windows)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        print(f"epoch {epoch}: loss {loss.item():.3f}, on other text {evaluate(model, other):.3f}")
    print(write(model, torch.zeros(1, 1, dtype=torch.long), 500))


if __name__ == "__main__":
    main()
