"""The notebook's fits with skorch and PyTorch, one thread per process; prints JSON.

    python3 skorch_fit.py DATA EPOCHS        seconds of each epoch of the single fit, from its history
    python3 skorch_fit.py DATA EPOCHS JOBS   seconds and mean scores of the grid by GridSearchCV

DATA is the folder of MNIST's IDX files.
"""

import json
import pathlib
import sys
import time

import numpy
import torch
from sklearn.model_selection import GridSearchCV
from skorch import NeuralNetClassifier
from torch import nn

torch.set_num_threads(1)


class Net(nn.Module):
    def __init__(self, activation=nn.ReLU()):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(784, 128), activation, nn.Linear(128, 64), activation, nn.Linear(64, 10)
        )

    def forward(self, x):
        return self.layers(x)


def load(folder):
    x = numpy.fromfile(folder / "train-images-idx3-ubyte", numpy.uint8)[16:].reshape(-1, 784)
    y = numpy.fromfile(folder / "train-labels-idx1-ubyte", numpy.uint8)[8:].astype(numpy.int64)
    x = x.astype(numpy.float32)
    return ((x - x.mean()) / x.std(ddof=1)).astype(numpy.float32), y


x, y = load(pathlib.Path(sys.argv[1]))
net = NeuralNetClassifier(
    Net,
    max_epochs=int(sys.argv[2]),
    batch_size=128,
    lr=0.01,
    criterion=nn.CrossEntropyLoss,
    optimizer=torch.optim.SGD,
    optimizer__momentum=0.95,
    verbose=0,
)
if len(sys.argv) == 3:
    net.fit(x, y)
    print(json.dumps({"seconds": net.history[:, "dur"]}))
else:
    activations = [nn.ReLU(), nn.Tanh(), nn.LeakyReLU()]
    search = GridSearchCV(
        net,
        {"module__activation": activations},
        refit=False,
        cv=3,
        scoring="accuracy",
        n_jobs=int(sys.argv[3]),
    )
    began = time.perf_counter()
    search.fit(x, y)
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "scores": search.cv_results_["mean_test_score"].tolist()}))
