"""Train the decoder, look at its loss on other text now and then, and let it write at the end."""

import argparse

import torch
from model import Decoder
from torch.nn import functional


def batch_of(text, size, length):
    starts = torch.randint(len(text) - length - 1, (size,))
    windows = torch.stack([text[start : start + length + 1] for start in starts])
    return windows[:, :-1], windows[:, 1:]


def loss_of(model, inputs, targets):
    return functional.cross_entropy(model(inputs).flatten(0, 1), targets.flatten())


@torch.no_grad()
def evaluate(model, text, options, batches=50):
    model.eval()
    losses = torch.zeros(batches)
    for index in range(batches):
        losses[index] = loss_of(model, *batch_of(text, options.batch_size, options.length))
    model.train()
    return losses.mean()


@torch.no_grad()
def write(model, tokens, count):
    model.eval()
    for _ in range(count):
        scores = model(tokens[:, -model.length :])
        tokens = torch.cat([tokens, scores[:, -1].argmax(-1, keepdim=True)], dim=1)
    return tokens


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=20_000)
    parser.add_argument("--batch-size", type=int, default=16)
    parser.add_argument("--length", type=int, default=1024)
    options = parser.parse_args()
    text = torch.randint(50257, (1_000_000,))
    model = Decoder()
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4)
    for step in range(options.steps):
        loss = loss_of(model, *batch_of(text, options.batch_size, options.length))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 1000 == 0:
            print(f"step {step}: loss {loss.item():.3f}, on other text {evaluate(model, text, options):.3f}")
    print(write(model, torch.zeros(1, 1, dtype=torch.long), 500))


if __name__ == "__main__":
    main()
