"""Milliseconds per training step of the notebook's MLP in a bare PyTorch loop on one thread: the median of STEPS.

    python3 torch_steps.py STEPS
"""

import statistics
import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)
STEPS, BATCH = int(sys.argv[1]), 128
x, y = torch.randn(20 * BATCH, 784), torch.randint(0, 10, (20 * BATCH,))
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
