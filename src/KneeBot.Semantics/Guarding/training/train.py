#!/usr/bin/env python3
"""Fine-tunes the guard network on labelled messages that `kneebot train` has cut into pieces.

    python3 train.py training.jsonl --output ../guard.i8 --reference ../../../../tests/KneeBot.Semantics.Tests/guard-reference.json

Needs Debian's python3-torch, python3-numpy and libopenblas0-pthread; building and running KneeBot needs none of them.
The first layer and the piece vectors are arctic-embed-xs's own and stay as they are; the layers after it and the heads are learnt.
One thread and a fixed seed: the same file gives the same weights on the same kind of processor.
"""
import argparse
import json
import math
import os
import random
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np
import torch
from torch import nn

WIDTH, HIDDEN, HEADS, VOCABULARY, POSITIONS = 384, 1536, 12, 30522, 512
SHARED, LAYERS = 1, 6  # layers taken as they are, layers in all
URGENCIES = 5  # none, seeDoctor, urgentCare, emergency, crisis
OUTPUTS = 32  # urgencies, flags, diagnosis, padding
HERE = os.path.dirname(os.path.abspath(__file__))
MODEL_FILES = os.path.join(HERE, "..", "..", "ModelFiles")


class Reader:
    """Reads learnt values in the order in which they were written: half floats, and matrices as bytes."""

    def __init__(self, path):
        self.content, self.at = np.fromfile(path, dtype=np.uint8), 0

    def values(self, kind, count):
        start = self.at
        self.at += np.dtype(kind).itemsize * count
        return np.frombuffer(self.content[start:self.at].tobytes(), dtype=kind)

    def halves(self, shape):
        return self.values("<f2", int(np.prod(shape))).astype(np.float32).reshape(shape)

    def matrix(self, shape):
        """The weights [inputs, outputs] and the bias that write_matrix wrote."""
        inputs, outputs = shape
        bias = self.halves((outputs,))
        scales = self.values("<f4", outputs)
        steps = self.values("i1", inputs * outputs).reshape(outputs // 16, inputs // 4, 16, 4).transpose(1, 3, 0, 2)
        return steps.reshape(shape) * scales, bias


class Layer(nn.Module):
    """One post-norm transformer layer; weights are stored inputs by outputs."""

    NAMES = ["qkv", "qkv_b", "out", "out_b", "norm1", "norm1_b", "expand", "expand_b", "contract", "contract_b", "norm2", "norm2_b"]
    SHAPES = [(WIDTH, 3 * WIDTH), (3 * WIDTH,), (WIDTH, WIDTH), (WIDTH,), (WIDTH,), (WIDTH,), (WIDTH, HIDDEN), (HIDDEN,),
              (HIDDEN, WIDTH), (WIDTH,), (WIDTH,), (WIDTH,)]

    def __init__(self, reader):
        super().__init__()
        values = {}
        for name, shape in zip(self.NAMES, self.SHAPES):
            if len(shape) == 2:
                values[name], values[name + "_b"] = reader.matrix(shape)
            elif name not in values:
                values[name] = reader.halves(shape)
        for name in self.NAMES:
            setattr(self, name, nn.Parameter(torch.tensor(values[name])))

    def forward(self, x, mask, drop):
        b, t, _ = x.shape
        q, k, v = (part.view(b, t, HEADS, WIDTH // HEADS).transpose(1, 2) for part in (x @ self.qkv + self.qkv_b).split(WIDTH, -1))
        weights = drop(((q @ k.transpose(-1, -2)) / math.sqrt(WIDTH // HEADS) + mask).softmax(-1))
        mixed = (weights @ v).transpose(1, 2).reshape(b, t, WIDTH)
        x = nn.functional.layer_norm(x + drop(mixed @ self.out + self.out_b), (WIDTH,), self.norm1, self.norm1_b, 1e-12)
        hidden = nn.functional.gelu(x @ self.expand + self.expand_b)
        return nn.functional.layer_norm(x + drop(hidden @ self.contract + self.contract_b), (WIDTH,), self.norm2, self.norm2_b, 1e-12)


class Network(nn.Module):
    def __init__(self, flags, dropout=0.1):
        super().__init__()
        raw = np.fromfile(os.path.join(MODEL_FILES, "arctic-xs-pieces.i8"), dtype=np.uint8)
        scales = np.frombuffer(raw[:4 * VOCABULARY].tobytes(), dtype="<f4")
        self.register_buffer("pieces", torch.tensor(raw[4 * VOCABULARY:].view(np.int8).reshape(VOCABULARY, WIDTH) * scales[:, None]))
        reader = Reader(os.path.join(MODEL_FILES, "arctic-xs.i8"))
        self.register_buffer("positions", torch.tensor(reader.halves((POSITIONS, WIDTH))))
        self.register_buffer("norm", torch.tensor(reader.halves((WIDTH,))))
        self.register_buffer("norm_b", torch.tensor(reader.halves((WIDTH,))))
        self.layers = nn.ModuleList([Layer(reader) for _ in range(LAYERS)])
        for layer in self.layers[:SHARED]:
            layer.requires_grad_(False)
        self.urgency = nn.Linear(WIDTH, URGENCIES)
        self.flag = nn.Linear(WIDTH, flags)
        self.diagnosis = nn.Linear(WIDTH, 1)
        self.dropout = nn.Dropout(dropout)

    def lower(self, ids, padding):
        x = nn.functional.layer_norm(self.pieces[ids] + self.positions[:ids.shape[1]], (WIDTH,), self.norm, self.norm_b, 1e-12)
        mask = padding[:, None, None, :].float() * -1e4
        for layer in self.layers[:SHARED]:
            x = layer(x, mask, lambda t: t)
        return x

    def forward(self, x, padding):
        mask = padding[:, None, None, :].float() * -1e4
        for layer in self.layers[SHARED:]:
            x = layer(x, mask, self.dropout)
        first = self.dropout(x[:, 0])
        return self.urgency(first), self.flag(first), self.diagnosis(first)[:, 0]

    def learnt(self):
        return [p for layer in self.layers[SHARED:] for p in layer.parameters()]

    def heads(self):
        return [p for head in (self.urgency, self.flag, self.diagnosis) for p in head.parameters()]

    def write(self, path):
        matrix, bias = np.zeros((WIDTH, OUTPUTS), np.float32), np.zeros(OUTPUTS, np.float32)
        column = 0
        for head in (self.urgency, self.flag, self.diagnosis):
            size = head.weight.shape[0]
            matrix[:, column:column + size] = head.weight.detach().numpy().T
            bias[column:column + size] = head.bias.detach().numpy()
            column += size
        with open(path, "wb") as file:
            for layer in self.layers[SHARED:]:
                values = {name: getattr(layer, name).detach().numpy() for name in Layer.NAMES}
                for name, value in values.items():
                    if value.ndim == 2:
                        write_matrix(file, value, values[name + "_b"])
                    elif name.startswith("norm"):
                        value.astype("<f2").tofile(file)
            matrix.astype("<f2").tofile(file)
            bias.astype("<f2").tofile(file)


def write_matrix(file, weights, bias):
    """A matrix as src/KneeBot.Semantics/Transformer/IntegerMatrix.cs multiplies it: bias, what a step of each column is worth, and the
    steps as signed bytes, four inputs of a column together, 16 columns side by side."""
    scales = np.abs(weights).max(axis=0) / np.float32(127)
    steps = np.rint(weights / scales).astype(np.int8)
    bias.astype("<f2").tofile(file)
    scales.astype("<f4").tofile(file)
    inputs, outputs = weights.shape
    steps.reshape(inputs // 4, 4, outputs // 16, 16).transpose(2, 0, 3, 1).tofile(file)


def keep_lower(network, examples):
    """The shared layer's output for every variant of every message, computed once: it does not change."""
    todo = sorted(((i, v) for i, e in enumerate(examples) for v in range(len(e["variants"]))), key=lambda iv: len(examples[iv[0]]["variants"][iv[1]]))
    kept = {}
    with torch.no_grad():
        for start in range(0, len(todo), 32):
            chunk = todo[start:start + 32]
            lists = [examples[i]["variants"][v] for i, v in chunk]
            ids = torch.zeros(len(chunk), max(map(len, lists)), dtype=torch.long)
            for row, pieces in enumerate(lists):
                ids[row, :len(pieces)] = torch.tensor(pieces)
            x = network.lower(ids, ids == 0)
            for row, key in enumerate(chunk):
                kept[key] = x[row, :len(lists[row])].half()
            if start // 32 % 200 == 0:
                print(f"  shared layer: {start} of {len(todo)}", flush=True)
    return kept


def batches(count, kept, variants, rng, size):
    """Shuffled batches of messages of similar length; variant 0 half of the time."""
    chosen = [(i, rng.choices(range(variants), [0.5] + [0.5 / (variants - 1)] * (variants - 1))[0]) for i in range(count)]
    rng.shuffle(chosen)
    result = []
    for start in range(0, count, size * 25):
        chunk = sorted(chosen[start:start + size * 25], key=lambda key: len(kept[key]))
        result += [chunk[at:at + size] for at in range(0, len(chunk), size)]
    rng.shuffle(result)
    for keys in result:
        longest = max(len(kept[key]) for key in keys)
        x, padding = torch.zeros(len(keys), longest, WIDTH), torch.ones(len(keys), longest, dtype=torch.bool)
        for row, key in enumerate(keys):
            x[row, :len(kept[key])], padding[row, :len(kept[key])] = kept[key].float(), False
        yield keys, x, padding


def loss_of(network, examples, keys, x, padding):
    urgency, flag, diagnosis = network(x, padding)
    accepted = torch.tensor([examples[i]["accepted"] for i, _ in keys], dtype=torch.float)
    main = -(urgency.log_softmax(-1) + torch.log(accepted + 1e-9)).logsumexp(-1)
    loss = main.mean()
    rows = [row for row, (i, _) in enumerate(keys) if examples[i]["flag"] >= 0]
    if rows:
        right = torch.tensor([examples[keys[row][0]]["flag"] for row in rows])
        loss = loss + 0.3 * nn.functional.cross_entropy(flag[rows], right, reduction="sum") / len(keys)
    # A message with a foreign question beside it (the last variant) says nothing about whether a diagnosis was asked for.
    rows = [row for row, (i, v) in enumerate(keys) if examples[i]["diagnosis"] >= 0 and (v < 2 or examples[i]["diagnosis"] == 1)]
    if rows:
        right = torch.tensor([float(examples[keys[row][0]]["diagnosis"]) for row in rows])
        loss = loss + 0.3 * nn.functional.binary_cross_entropy_with_logits(diagnosis[rows], right, reduction="sum") / len(keys)
    return loss, float(main.mean().detach())


def write_reference(network, examples, path):
    """Scores of some messages, for the test that .NET computes the same."""
    network.eval()
    rows = []
    with torch.no_grad():
        for example in examples[::max(1, len(examples) // 60)]:
            ids = torch.tensor([example["variants"][0]])
            padding = torch.zeros_like(ids, dtype=torch.bool)
            urgency, flag, diagnosis = network(network.lower(ids, padding), padding)
            rows.append({"pieces": ids[0].tolist(), "scores": [round(float(v), 4) for v in [*urgency[0], *flag[0], diagnosis[0]]]})
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", help="what `kneebot train` wrote")
    parser.add_argument("--output", required=True, help="where the weights go (guard.i8)")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4, help="highest learning rate of the layers")
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--reference", help="where the scores of some messages go, for the tests")
    arguments = parser.parse_args()

    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    rng = random.Random(arguments.seed)
    with open(arguments.data, encoding="utf-8") as file:
        header = json.loads(file.readline())
        examples = [json.loads(line) for line in file]
    network = Network(len(header["flags"]))
    print(f"{len(examples)} messages, {sum(e['accepted'][0] == 0 for e in examples)} of them red flags", flush=True)
    kept = keep_lower(network.eval(), examples)
    optimizer = torch.optim.AdamW([
        {"params": network.learnt(), "lr": arguments.rate, "weight_decay": 0.01},
        {"params": network.heads(), "lr": 1e-3, "weight_decay": 0.01}])
    peaks = [group["lr"] for group in optimizer.param_groups]
    steps, step = arguments.epochs * (len(examples) / arguments.batch + 25), 0
    for epoch in range(arguments.epochs):
        network.train()
        began, losses = time.time(), []
        for keys, x, padding in batches(len(examples), kept, len(examples[0]["variants"]), rng, arguments.batch):
            share = min(1, step / (0.06 * steps)) * max(0.02, 1 - step / steps)
            for group, peak in zip(optimizer.param_groups, peaks):
                group["lr"] = peak * share
            loss, shown = loss_of(network, examples, keys, x, padding)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.learnt() + network.heads(), 1.0)
            optimizer.step()
            step += 1
            losses.append(shown)
            if len(losses) % 100 == 0:
                print(f"  epoch {epoch + 1}: {len(losses) * arguments.batch} messages, loss {np.mean(losses[-100:]):.3f}", flush=True)
        print(f"epoch {epoch + 1} of {arguments.epochs}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s", flush=True)
        network.write(arguments.output)
    if arguments.reference:
        write_reference(network, examples, arguments.reference)


if __name__ == "__main__":
    main()
