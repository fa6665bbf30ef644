/** The parts of a script that every script has. */
export const HEAD = `"""Trains a run of Heddle again, with PyTorch: the same initial weights, rows, batches and settings.

    python3 run.py [--data FOLDER] [--out history.json] [--tolerance 0.001]

Needs torch, numpy and scikit-learn. Prints each epoch beside Heddle's, names the first that deviates, and writes a
history that Heddle lays over the run.
"""
import argparse
import base64
import gzip
import json
import math
import pathlib
import struct
import time
import uuid
from datetime import datetime, timezone

import numpy as np
import torch
from sklearn.model_selection import KFold, StratifiedKFold
from torch import nn`;

export const RANDOM_NUMBERS = `def random_numbers(seed, stream=0, epoch=0):
    """Heddle's generator: xoshiro128** (Blackman and Vigna), its state filled from the seed by SplitMix32."""
    mask = 0xFFFFFFFF
    state = (seed ^ (stream * 0x632BE5AB) ^ (epoch * 0x85EBCA77)) & mask
    words = []
    for _ in range(4):
        state = (state + 0x9E3779B9) & mask
        z = ((state ^ (state >> 16)) * 0x85EBCA6B) & mask
        z = ((z ^ (z >> 13)) * 0xC2B2AE35) & mask
        words.append(z ^ (z >> 16))
    a, b, c, d = words
    while True:
        result = (b * 5) & mask
        result = (((result << 7) | (result >> 25)) * 9) & mask
        shifted = (b << 9) & mask
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= shifted
        d = ((d << 11) | (d >> 21)) & mask
        yield result / 2**32


def shuffle(values, random):
    """Fisher–Yates, in place."""
    for last in range(len(values) - 1, 0, -1):
        chosen = int(next(random) * (last + 1))
        values[last], values[chosen] = values[chosen], values[last]`;

export const DROPOUT = `class Dropout(nn.Module):
    """Drops with Heddle's random numbers, which are drawn one by one: slow, but the same."""

    random = None

    def forward(self, x):
        if not self.training:
            return x
        kept = [0.0 if next(Dropout.random) < <rate> else 1 / (1 - <rate>) for _ in range(x.numel())]
        return x * torch.tensor(kept).reshape(x.shape)`;

export const FINISH = `def is_close(value, expected, tolerance):
    """Within the tolerance: absolute for numbers below 1, relative above. NaN is close to NaN."""
    if not (math.isfinite(value) and math.isfinite(expected)):
        return value == expected or (math.isnan(value) and math.isnan(expected))
    return abs(value - expected) <= tolerance * max(1, abs(value), abs(expected))


def plain(value):
    """A number as Heddle's JSON has it: NaN and infinities are text."""
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


DIRECTIONS = {"valid_acc": "max", "valid_r2": "max"}


def history_of(records):
    """The run in Heddle's format. The parameter parent_run is the id of the run of Heddle."""
    names = [name for name in records[0] if name not in ("epoch", "dur")]
    metrics = {name: {"direction": DIRECTIONS.get(name, "min")} for name in names}
    is_finite = all(math.isfinite(record[name]) for record in records for name in ("train_loss", "valid_loss"))
    run = {
        "id": str(uuid.uuid4()), "name": NAME, "status": "completed" if is_finite else "diverged",
        "source": {"format": "heddle", "file": None}, "parent": None, "fold": None,
        "started": datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "parameters": PARAMETERS, "metrics": metrics, "summary": {},
        "records": [{name: plain(value) for name, value in record.items()} for record in records],
    }
    return {"format": "heddle", "version": HISTORY_VERSION, "runs": [run]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="folder of MNIST's IDX files; other data sets are in this file")
    parser.add_argument("--out", default="history.json")
    parser.add_argument("--tolerance", type=float, default=0.001, help="deviation from Heddle that is not named")
    args = parser.parse_args()
    x, y = load(args.data)
    records, deviation = [], None
    for record, expected in zip(train(x, y, *split(y)), EXPECTED):
        records.append(record)
        pairs = {name: (record[name], float(value)) for name, value in expected.items()}
        shown = ", ".join(f"{name} {value:.6f} (Heddle {theirs:.6f})" for name, (value, theirs) in pairs.items())
        print(f"epoch {record['epoch']}: {shown}")
        far = [name for name, pair in pairs.items() if not is_close(*pair, args.tolerance)]
        if far and deviation is None:
            value, theirs = pairs[far[0]]
            deviation = f"Deviates from epoch {record['epoch']} on: {far[0]} is {value:.6g}, in Heddle {theirs:.6g}."
    print(deviation or f"Agrees with Heddle in {len(records)} epochs, within {args.tolerance:g}.")
    pathlib.Path(args.out).write_text(json.dumps(history_of(records)), encoding="utf-8")
    print(f"Wrote {args.out}.")


if __name__ == "__main__":
    main()`;
