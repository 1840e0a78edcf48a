"""Train the small network on random images, which shows all that a real training program has."""

import argparse

import torch
from model import Thumbnails
from torch import nn


def train(model, optimizer, steps, batch_size):
    model.train()
    for step in range(steps):
        images = torch.randn(batch_size, 3, 32, 32)
        labels = torch.randint(10, (batch_size,))
        loss = nn.functional.cross_entropy(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 100 == 0:
            print(f"step {step}: loss {loss.item():.3f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--batch-size", type=int, default=128)
    options = parser.parse_args()
    model = Thumbnails()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    train(model, optimizer, options.steps, options.batch_size)


if __name__ == "__main__":
    main()
