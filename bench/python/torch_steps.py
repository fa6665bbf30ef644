"""Milliseconds per training step of the notebook's MLP in a bare PyTorch loop on one thread: the median of STEPS.

    python3 torch_steps.py DATA STEPS

DATA is the folder of MNIST's IDX files.
"""

import pathlib
import statistics
import sys
import time

import numpy
import torch
from torch import nn

torch.set_num_threads(1)
folder, STEPS, BATCH = pathlib.Path(sys.argv[1]), int(sys.argv[2]), 128
images = numpy.fromfile(folder / "train-images-idx3-ubyte", numpy.uint8)[16:].reshape(-1, 784)
labels = numpy.fromfile(folder / "train-labels-idx1-ubyte", numpy.uint8)[8:]
x = torch.tensor(images[: 20 * BATCH].astype(numpy.float32))
x = (x - x.mean()) / x.std()
y = torch.tensor(labels[: 20 * BATCH].astype(numpy.int64))
net = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10))
optimizer = torch.optim.SGD(net.parameters(), lr=1e-4, momentum=0.95)
criterion = nn.CrossEntropyLoss()
rows = torch.randperm(len(x))
times = []
for step in range(STEPS + 10):
    began = time.perf_counter()
    batch = rows[step % 20 * BATCH :][:BATCH]
    optimizer.zero_grad()
    loss = criterion(net(x[batch]), y[batch])
    loss.backward()
    optimizer.step()
    loss.item()
    times.append(1000 * (time.perf_counter() - began))
print(statistics.median(times[10:]))
