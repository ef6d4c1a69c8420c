"""Peak memory and time of one distillation loss and its gradients, each way in a process of its own.

Run with the engine's Python: `.stillroom/engine/venv/bin/python test/bench/loss.py`. TRL's chunked loss is younger than
the TRL that ms-swift pins: TRL_FOLDER names a folder in which its wheel lies unpacked.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

PLUGIN = Path(__file__).resolve().parents[2] / "server" / "engines" / "ms-swift" / "plugin"
# Tokens, vocabulary, width: the demo pair's student, and Qwen2.5-0.5B.
SIZES = {"49k": (2048, 49_152, 576), "152k": (2048, 151_936, 896)}
TEMPERATURE = 2.0
ALPHA = 0.3
REPEATS = int(os.environ.get("REPEATS", "5"))
KIND = os.environ.get("KIND", "forward-kl")
TOP_K = int(os.environ["TOP_K"]) if "TOP_K" in os.environ else None


@dataclass
class Inputs:
    """States [N, D] of student and teacher, their output layers [V, D], and the tokens [N] to predict."""

    states: Tensor
    weight: Tensor
    teacher_states: Tensor
    teacher_weight: Tensor
    targets: Tensor

    def logits(self) -> tuple[Tensor, Tensor]:
        with torch.no_grad():
            teacher = self.teacher_states @ self.teacher_weight.t()
        return self.states @ self.weight.t(), teacher


def make(tokens: int, vocabulary: int, width: int) -> Inputs:
    generator = torch.Generator().manual_seed(0)
    tensors = [torch.randn(size, width, generator=generator) for size in (tokens, vocabulary) * 2]
    targets = torch.randint(0, vocabulary, (tokens,), generator=generator)
    states, weight, teacher_states, teacher_weight = tensors
    weight, teacher_weight = weight.mul_(0.05), teacher_weight.mul_(0.05)
    return Inputs(states.requires_grad_(), weight.requires_grad_(), teacher_states, teacher_weight, targets)


def stillroom(inputs: Inputs) -> Tensor:
    """The plugin's loss."""
    sys.path.insert(0, str(PLUGIN))
    from stillroom_distillation.chunked_loss import chunked_loss
    from stillroom_distillation.divergences import Divergence
    from stillroom_distillation.row_terms import Task
    from stillroom_distillation.rows import Rows

    index = torch.arange(inputs.states.shape[0])
    task = Task(
        teacher=Rows(inputs.teacher_states, index, inputs.teacher_weight),
        targets=inputs.targets,
        divergence=Divergence(KIND, 0.5, TEMPERATURE),
        cross_entropy_weight=ALPHA,
        divergence_weight=1 - ALPHA,
        scale=TEMPERATURE**2,
        top_k=TOP_K,
        has_tail=True,
    )
    return chunked_loss(Rows(inputs.states, index, inputs.weight), task)


def whole(inputs: Inputs) -> Tensor:
    """The same loss of whole tensors, as the formula reads."""
    student, teacher = inputs.logits()
    own = functional.log_softmax(student / TEMPERATURE, -1)
    other = functional.log_softmax(teacher / TEMPERATURE, -1)
    kd = (other.exp() * (other - own)).sum(-1).mean()
    return ALPHA * functional.cross_entropy(student, inputs.targets) + (1 - ALPHA) * TEMPERATURE**2 * kd


def ms_swift(inputs: Inputs) -> Tensor:
    """GKD of ms-swift with its cross-entropy."""
    from swift.rlhf_trainers.gkd_loss import TeacherOutput, gkd_loss

    student, teacher = inputs.logits()
    targets = inputs.targets
    output = TeacherOutput(full_logits=teacher[None], labels=targets[None])
    total, count = gkd_loss(student[None], output, targets[None], 0.0, TEMPERATURE)
    return total / count + functional.cross_entropy(student, targets)


def trl(inputs: Inputs) -> Tensor:
    """TRL's divergence alone: its chunked loss has no cross-entropy."""
    sys.path.insert(0, os.environ["TRL_FOLDER"])
    function = importlib.import_module("trl.kernels.chunked_divergence").ChunkedDivergenceFunction
    given = (inputs.states, inputs.weight, None, inputs.teacher_states, inputs.teacher_weight, None)
    return function.apply(*given, 0.0, TEMPERATURE)[0].mean()


WAYS = {"stillroom": stillroom, "whole": whole, "ms-swift": ms_swift, "trl": trl}


def measure(way: str, size: str) -> dict[str, float]:
    """Peak memory above that of the tensors that every way begins with, in MB, and the median time in seconds."""
    inputs = make(*SIZES[size])
    WAYS[way](make(8, 64, 16)).backward()
    before = peak_megabytes()
    seconds: list[float] = []
    for _ in range(REPEATS):
        inputs.states.grad = inputs.weight.grad = None
        start = time.perf_counter()
        loss = WAYS[way](inputs)
        loss.backward()
        seconds.append(time.perf_counter() - start)
    return {"megabytes": peak_megabytes() - before, "seconds": statistics.median(seconds)}


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def main() -> None:
    if len(sys.argv) == 3:
        print(json.dumps(measure(sys.argv[1], sys.argv[2])))
        return
    for size in SIZES:
        for way in WAYS:
            if way == "trl" and "TRL_FOLDER" not in os.environ:
                continue
            run = subprocess.run([sys.executable, __file__, way, size], check=True, capture_output=True, text=True)
            figures = json.loads(run.stdout.splitlines()[-1])
            print(f"{size:>5} {way:<10} {figures['megabytes']:8.0f} MB {figures['seconds']:7.2f} s", flush=True)


main()
