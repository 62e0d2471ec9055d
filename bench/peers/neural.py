"""PyTorch beside Millwright's nets: answers one JSON question per line with one JSON line."""
import json
import os
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

from torch_graph import gradients

torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))


class Block(nn.Module):
    def __init__(self, width=128, heads=4):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.joint, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.wide, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        rows, length, width = x.shape
        parts = self.joint(self.norm1(x)).chunk(3, -1)
        q, k, v = (part.view(rows, length, self.heads, -1).transpose(1, 2) for part in parts)
        seen = F.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2).reshape(rows, length, width)
        x = x + self.out(seen)
        return x + self.narrow(F.relu(self.wide(self.norm2(x))))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(5000, 128)
        self.places = nn.Parameter(torch.randn(64, 128) * 0.02)
        self.blocks, self.norm, self.head = nn.Sequential(Block(), Block()), nn.LayerNorm(128), nn.Linear(128, 5000)

    def forward(self, x):
        return self.head(self.norm(self.blocks(self.table(x) + self.places))).flatten(0, 1)


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru, self.head = nn.GRU(40, 128, batch_first=True), nn.Linear(128, 10)

    def forward(self, x):
        return self.head(self.gru(x)[0][:, -1])


def convolutions(channels, filters):
    return [nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU()]


def perceptron():
    return nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 10))


def convnet():
    first, second = [*convolutions(3, 32), *convolutions(32, 32)], [*convolutions(32, 64), *convolutions(64, 64)]
    return nn.Sequential(*first, nn.MaxPool2d(2), *second, nn.MaxPool2d(2), nn.Flatten(), nn.Linear(4096, 10))


MODELS = {
    "mlp": (perceptron, lambda: torch.randn(256, 784), 10, 256),
    "cnn": (convnet, lambda: torch.randn(64, 3, 32, 32), 10, 64),
    "transformer": (Transformer, lambda: torch.randint(0, 5000, (32, 64)), 5000, 2048),
    "gru": (Recurrent, lambda: torch.randn(32, 64, 40), 10, 32),
}
ready = {}


def prepare(name):
    torch.manual_seed(0)
    build, draw, classes, targets = MODELS[name]
    net = build()
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3)
    return net, optimizer, draw(), torch.randint(0, classes, (targets,))


def steps(name, count):
    """Milliseconds per training step: forward, loss, backward and AdamW."""
    if name not in ready:
        ready[name] = prepare(name)
    net, optimizer, x, y = ready[name]
    started = time.perf_counter()
    for _ in range(count):
        optimizer.zero_grad()
        loss = F.cross_entropy(net(x), y)
        loss.backward()
        optimizer.step()
        loss.item()
    return (time.perf_counter() - started) * 1e3 / count


for line in sys.stdin:
    question = json.loads(line)
    try:
        if question["ask"] == "version":
            answer = {"version": torch.__version__.split("+")[0]}
        elif question["ask"] == "steps":
            answer = {"milliseconds": steps(question["model"], question["count"])}
        else:
            answer = {"gradients": gradients(question)}
    except Exception as error:  # The asker says what it asked.
        answer = {"error": repr(error)}
    print(json.dumps(answer), flush=True)
