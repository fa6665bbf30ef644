/**
 * A script for Python that trains a sweep with scikit-learn and skorch. The names in angle brackets are replaced by what
 * `sweepScript` knows of the sweep.
 */
export const SWEEP_TEMPLATE = String.raw`"""Trains a sweep of Heddle with scikit-learn and skorch, on one machine or on several:

    python3 sweep.py --data FOLDER [--backend loky|dask|ray] [--address HOST:PORT] [--out runs.json]

Needs torch, skorch and scikit-learn; distributed for Dask, ray for Ray. The result is a history that Heddle reads: every
epoch of every fold, and the scores. Folds and validation rows are those of Heddle, so that results can be compared fold
by fold. Initial weights are PyTorch's own.
"""
import argparse
import contextlib
import gzip
import json
import math
import pathlib
import struct
import uuid
from datetime import datetime, timezone

import joblib
import numpy as np
import torch
from sklearn.metrics import get_scorer
from sklearn.model_selection import GridSearchCV, KFold, RandomizedSearchCV, StratifiedKFold
from skorch import NeuralNetClassifier
from skorch.dataset import ValidSplit
from torch import nn

DATA = <data>
FOLDS = <folds>
SCORING = <scoring>
STANDARDISE = <standardise>

# Settings of every network.
FIXED = <fixed>

# The searched settings: one dictionary, or several where a setting applies to some networks only.
SEARCHED = <searched>


class Gcu(nn.Module):
    def forward(self, x):
        return x * torch.cos(x)


ACTIVATIONS = {
    "relu": nn.ReLU, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "leaky_relu": nn.LeakyReLU, "prelu": nn.PReLU,
    "relu6": nn.ReLU6, "elu": nn.ELU, "selu": nn.SELU, "celu": nn.CELU, "gelu": nn.GELU,
    "gelu_tanh": lambda: nn.GELU(approximate="tanh"), "silu": nn.SiLU, "mish": nn.Mish, "softplus": nn.Softplus,
    "softsign": nn.Softsign, "hard_sigmoid": nn.Hardsigmoid, "hard_tanh": nn.Hardtanh, "hard_swish": nn.Hardswish,
    "gcu": Gcu, "linear": nn.Identity,
}

INITIALISATIONS = {
    "glorot_uniform": nn.init.xavier_uniform_,
    "glorot_normal": nn.init.xavier_normal_,
    "he_uniform": lambda weight: nn.init.kaiming_uniform_(weight, nonlinearity="relu"),
    "he_normal": lambda weight: nn.init.kaiming_normal_(weight, nonlinearity="relu"),
    "lecun_normal": lambda weight: nn.init.normal_(weight, std=1 / math.sqrt(weight.shape[1])),
}

OPTIMIZERS = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam, "adamw": torch.optim.AdamW, "rmsprop": torch.optim.RMSprop}


class Network(nn.Module):
    """A multilayer perceptron. activation: a name, or names joined by hyphens, one per hidden layer."""

    def __init__(self, inputs, classes, hidden, activation, initialisation, dropout, batch_norm, seed):
        super().__init__()
        torch.manual_seed(seed)
        # Fits run in parallel.
        torch.set_num_threads(1)
        sizes = [int(size) for size in hidden.split("-") if size]
        names = activation.split("-") if "-" in activation else [activation] * len(sizes)
        layers = []
        for units, name in zip(sizes, names):
            layers.append(nn.Linear(inputs, units))
            if initialisation != "pytorch":
                INITIALISATIONS[initialisation](layers[-1].weight)
                nn.init.zeros_(layers[-1].bias)
            if batch_norm:
                layers.append(nn.BatchNorm1d(units))
            layers.append(ACTIVATIONS[name]())
            if dropout > 0:
                layers.append(nn.Dropout(dropout))
            inputs = units
        layers.append(nn.Linear(inputs, classes))
        if initialisation != "pytorch":
            INITIALISATIONS[initialisation](layers[-1].weight)
            nn.init.zeros_(layers[-1].bias)
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


class Net(NeuralNetClassifier):
    """Accepts the optimiser by its name."""

    def initialize_optimizer(self, *args, **kwargs):
        name = self.optimizer
        self.optimizer = OPTIMIZERS.get(name, name) if isinstance(name, str) else name
        try:
            return super().initialize_optimizer(*args, **kwargs)
        finally:
            self.optimizer = name


EPOCH_KEYS = ("dur", "train_loss", "valid_loss", "valid_acc")


class Scores:
    """Scores a fitted network, and returns its epochs as well: a number per epoch and metric, which any backend carries."""

    def __init__(self, max_epochs):
        self.max_epochs = max_epochs

    def __call__(self, net, X, y):
        scores = {name: get_scorer(name)(net, X, y) for name in SCORING}
        rows = list(net.history)
        scores["epochs"] = len(rows)
        for epoch in range(self.max_epochs):
            for key in EPOCH_KEYS:
                scores[f"{key}_{epoch + 1}"] = rows[epoch].get(key, math.nan) if epoch < len(rows) else math.nan
        return scores


def read_idx(path):
    plain, gzipped = pathlib.Path(path), pathlib.Path(f"{path}.gz")
    data = plain.read_bytes() if plain.exists() else gzip.decompress(gzipped.read_bytes())
    rank = data[3]
    shape = struct.unpack(f">{rank}I", data[4 : 4 + 4 * rank])
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


def load(path):
    """Inputs and classes: from a folder with MNIST's IDX files, or a CSV file of numbers with the class in its last column."""
    if pathlib.Path(path).is_dir():
        X = read_idx(f"{path}/train-images-idx3-ubyte").reshape(-1, 784).astype(np.float32)
        y = read_idx(f"{path}/train-labels-idx1-ubyte").astype(np.int64)
    else:
        table = np.genfromtxt(path, delimiter=",", skip_header=1, dtype=str)
        X = table[:, :-1].astype(np.float32)
        _, y = np.unique(table[:, -1], return_inverse=True)
        y = y.astype(np.int64)
    if STANDARDISE != "none":
        axis = 0 if STANDARDISE == "columns" else None
        X = (X - X.mean(axis, dtype=np.float64)) / X.std(axis, ddof=1, dtype=np.float64)
    return X.astype(np.float32), y


@contextlib.contextmanager
def workers(backend, address):
    """Fits run where the backend runs them."""
    if backend == "ray":
        import ray
        from ray.util.joblib import register_ray

        ray.init(address=address)
        register_ray()
        with joblib.parallel_backend("ray"):
            yield
    elif backend == "dask":
        from distributed import Client

        with Client(address) if address else Client(n_workers=2, threads_per_worker=1) as client:
            print(f"Dask: {len(client.scheduler_info()['workers'])} workers at {client.scheduler.address}")
            with joblib.parallel_backend("dask"):
                yield
    else:
        with joblib.parallel_backend("loky"):
            yield


def plain(value):
    """A number as Heddle's JSON has it: NaN and infinities are text."""
    value = value.item() if isinstance(value, np.generic) else value
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def records_of(results, candidate, fold):
    """The epochs of a fold with the flags of the best values so far: strictly better than all before, never NaN."""
    at = lambda key: results[f"split{fold}_test_{key}"][candidate]
    best = {"train_loss": math.inf, "valid_loss": math.inf, "valid_acc": -math.inf}
    records = []
    for epoch in range(1, int(at("epochs")) + 1):
        record = {"epoch": epoch, "dur": plain(at(f"dur_{epoch}"))}
        for key, bound in best.items():
            value = float(at(f"{key}_{epoch}"))
            is_best = value > bound if key == "valid_acc" else value < bound
            if is_best:
                best[key] = value
            record[key], record[f"{key}_best"] = plain(value), bool(is_best)
        records.append(record)
    return records


SHORT = {"lr": "learning_rate", "max_epochs": "epochs", "eps": "epsilon", "alpha": "smoothing"}


def parameters_of(params):
    """Heddle's names of settings: learning_rate for lr, activation for module__activation."""
    ours = {**FIXED, **params}
    named = {SHORT.get(name.split("__")[-1], name.split("__")[-1]): plain(value) for name, value in ours.items()}
    return {"data": DATA, **named, "standardise": STANDARDISE, "backend": "pytorch"}


def history_of(results):
    """The runs of the search in Heddle's format: one per configuration, and one per fold with its epochs."""
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    epoch_metrics = {"train_loss": "min", "valid_loss": "min", "valid_acc": "max"}
    runs = []
    for candidate, params in enumerate(results["params"]):
        head = {
            "name": ", ".join(str(value) for value in params.values()) or "network",
            "status": "completed", "source": {"format": "heddle", "file": None}, "started": now,
            "parameters": parameters_of(params),
        }
        parent = str(uuid.uuid4())
        summary, metrics = {}, {}
        for time in ("fit_time", "score_time"):
            for statistic in ("mean", "std"):
                summary[f"{statistic}_{time}"] = plain(results[f"{statistic}_{time}"][candidate])
                metrics[f"{statistic}_{time}"] = {"direction": "none"}
        for scorer in SCORING:
            column = "score" if len(SCORING) == 1 else scorer
            for part in [*(f"split{fold}" for fold in range(FOLDS)), "mean", "std", "rank"]:
                summary[f"{part}_test_{column}"] = plain(results[f"{part}_test_{scorer}"][candidate])
                metrics[f"{part}_test_{column}"] = {
                    "direction": {"std": "none", "rank": "min"}.get(part, "max")
                }
        runs.append({"id": parent, "parent": None, "fold": None, **head, "metrics": metrics, "summary": summary, "records": []})
        runs[-1]["parameters"] = {**head["parameters"], "folds": FOLDS}
        for fold in range(FOLDS):
            columns = {f"test_{'score' if len(SCORING) == 1 else name}": name for name in SCORING}
            runs.append({
                **head, "id": str(uuid.uuid4()), "parent": parent, "fold": fold, "name": f"{head['name']} fold {fold}",
                "metrics": {name: {"direction": each} for name, each in [*epoch_metrics.items(), *((c, "max") for c in columns)]},
                "summary": {c: plain(results[f"split{fold}_test_{name}"][candidate]) for c, name in columns.items()},
                "records": records_of(results, candidate, fold),
            })
    return {"format": "heddle", "version": <version>, "runs": runs}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="folder with MNIST's IDX files, or a CSV file")
    parser.add_argument("--backend", choices=("loky", "dask", "ray"), default="loky")
    parser.add_argument("--address", help="of the scheduler of Dask or Ray; default: a local one")
    parser.add_argument("--jobs", type=int, default=-1, help="fits at a time; default: as many as there are processors")
    parser.add_argument("--samples", type=int, help="draw this many configurations; default: train all")
    parser.add_argument("--search-seed", type=int, default=0, help="seed of the draw")
    parser.add_argument("--out", default="runs.json")
    args = parser.parse_args()
    X, y = load(args.data)
    sizes = {"module__inputs": X.shape[1], "module__classes": len(np.unique(y))}
    net = Net(
        Network, criterion=nn.CrossEntropyLoss, verbose=0, train_split=ValidSplit(<validationFolds>, stratified=True),
        **sizes, **FIXED,
    )
    grids = SEARCHED if isinstance(SEARCHED, list) else [SEARCHED]
    longest = [FIXED.get("max_epochs", 0), *(epochs for grid in grids for epochs in grid.get("max_epochs", []))]
    options = {
        "scoring": Scores(max(longest)), "refit": False, "n_jobs": args.jobs, "error_score": "raise",
        "cv": <cv>,
    }
    if args.samples is None:
        search = GridSearchCV(net, SEARCHED, **options)
    else:
        search = RandomizedSearchCV(net, SEARCHED, n_iter=args.samples, random_state=args.search_seed, **options)
    with workers(args.backend, args.address):
        search.fit(X, y)
    results = search.cv_results_
    for candidate, params in enumerate(results["params"]):
        scores = ", ".join(f"{name} {results[f'mean_test_{name}'][candidate]:.5f}" for name in SCORING)
        print(params, scores)
    pathlib.Path(args.out).write_text(json.dumps(history_of(results)), encoding="utf-8")
    print(f"Wrote {args.out}.")


if __name__ == "__main__":
    main()
`;
