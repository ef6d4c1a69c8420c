"""Divergences between tempered distributions, with their slopes in closed form and no more memory than they need."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Divergence:
    """`forward-kl` is KL(teacher ‖ student), `reverse-kl` KL(student ‖ teacher), `jsd` the generalised Jensen–Shannon
    divergence β·KL(teacher ‖ M) + (1−β)·KL(student ‖ M) with M = β·teacher + (1−β)·student (GKD, arXiv:2306.13649).
    """

    kind: str
    beta: float
    temperature: float


def compare(student: Tensor, teacher: Tensor, of: Divergence) -> tuple[Tensor, Tensor]:
    """D between the tempered distributions of logits [R, C], one value a row in nats, and its slope [R, C] by the
    student's logits. Both tensors are overwritten, and the slope lies in the student's.
    """
    own, other = (to_log_shares(logits, of.temperature) for logits in (student, teacher))
    if of.kind == "forward-kl":
        expected = other.exp()
        values = dot(expected, other.sub_(own))
        slope = own.exp_().sub_(expected)
    elif of.kind == "reverse-kl":
        ratio = other.neg_().add_(own)
        shares = own.exp_()
        values = dot(shares, ratio)
        slope = shares.mul_(ratio.sub_(values.unsqueeze(-1)))
    else:
        values, slope = compare_with_mixture(own, other, of.beta)
    return values, slope.div_(of.temperature)


def compare_with_mixture(own: Tensor, other: Tensor, beta: float) -> tuple[Tensor, Tensor]:
    """The generalised Jensen–Shannon divergence of log-shares [R, C], and its slope by the student's."""
    mixed = torch.logaddexp(other + math.log(beta), own + math.log1p(-beta))
    of_teacher = dot(other.exp(), other.sub_(mixed))
    shares = own.exp()
    ratio = own.sub_(mixed)
    of_student = dot(shares, ratio)
    values = beta * of_teacher + (1 - beta) * of_student
    # The slope lies where the student's logits lay.
    slope = ratio.sub_(of_student.unsqueeze(-1)).mul_(shares).mul_(1 - beta)
    return values, slope


def to_log_shares(logits: Tensor, temperature: float) -> Tensor:
    """Turns logits [R, C] into the logarithms of their tempered softmax, in place."""
    logits.div_(temperature)
    return logits.sub_(torch.logsumexp(logits, -1, keepdim=True))


def dot(left: Tensor, right: Tensor) -> Tensor:
    """Σ left·right of each row, without a third tensor of their size."""
    return torch.bmm(left.unsqueeze(1), right.unsqueeze(2)).view(-1)
