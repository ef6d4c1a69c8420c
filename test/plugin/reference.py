"""The loss written down once more, token by token in float64, as the papers have it. Shares no code with the plugin."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import torch


@dataclass(frozen=True)
class Mixture:
    """The weights and the divergence of a loss."""

    alpha: float
    temperature: float
    kind: str
    beta: float
    top_k: int | None = None
    has_tail: bool = False


def probabilities(logits: list[float], temperature: float) -> list[float]:
    highest = max(logits)
    powers = [math.exp((logit - highest) / temperature) for logit in logits]
    return [power / sum(powers) for power in powers]


def kl(p: list[float], q: list[float]) -> float:
    return sum(a * math.log(a / b) for a, b in zip(p, q, strict=True) if a > 0)


def divergence(teacher: list[float], student: list[float], kind: str, beta: float) -> float:
    if kind == "forward-kl":
        return kl(teacher, student)
    if kind == "reverse-kl":
        return kl(student, teacher)
    middle = [beta * t + (1 - beta) * s for t, s in zip(teacher, student, strict=True)]
    return beta * kl(teacher, middle) + (1 - beta) * kl(student, middle)


def classes(logits: list[float], kept: Sequence[int], has_tail: bool) -> list[float]:
    """The logits of the kept tokens, and one more of all others together where asked for and where there are any."""
    rest = [logit for token, logit in enumerate(logits) if token not in kept]
    chosen = [logits[token] for token in kept]
    return [*chosen, math.log(sum(math.exp(logit) for logit in rest))] if has_tail and rest else chosen


def mixed_loss(student: torch.Tensor, teacher: torch.Tensor, labels: torch.Tensor, mixture: Mixture) -> float:
    """α·CE + (1−α)·T²·D of logits [B, S, V]; position s predicts token s + 1, labels of −100 do not count."""
    temperature, top_k = mixture.temperature, mixture.top_k
    ce: list[float] = []
    kd: list[float] = []
    for row in range(labels.shape[0]):
        for position in range(labels.shape[1] - 1):
            target = int(labels[row, position + 1])
            if target == -100:
                continue
            own = cast("list[float]", student[row, position].double().tolist())
            other = cast("list[float]", teacher[row, position].double().tolist())
            ce.append(-math.log(probabilities(own, 1)[target]))
            kept: Sequence[int] = range(min(len(own), len(other)))
            if top_k is not None:
                kept = sorted(kept, key=other.__getitem__, reverse=True)[:top_k]
            expected, given = (
                probabilities(classes(logits, kept, mixture.has_tail), temperature) for logits in (other, own)
            )
            kd.append(divergence(expected, given, mixture.kind, mixture.beta))
    return mixture.alpha * sum(ce) / len(ce) + (1 - mixture.alpha) * temperature**2 * sum(kd) / len(kd)
