"""Of the teacher's vocabulary only its likeliest tokens, and the rest as one more class.

Without that class the share that the student gives to the rest has no gradient: at the demo pair the loss of a
renormalised top 64 can be driven to 0 while the full divergence stays at half of where it began.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from stillroom_distillation.rows import TeacherRows

# Its exponential is 0 in every type; a difference with −∞ would not be a number.
LOWEST = -1e4
HIGHEST_EXPONENT = 80.0


@dataclass
class Kept:
    """Logits of the compared classes [R, K], or [R, K + 1] with the rest; `rest` [R, 1] is then the student's.

    `told` [R] is 0 at tokens of which the teacher said nothing, as where its server cut a row short.
    """

    indices: Tensor
    student: Tensor
    teacher: Tensor
    rest: Tensor | None
    told: Tensor


def keep_top_k(student: Tensor, teacher: TeacherRows, top_k: int | None, has_tail: bool) -> Kept:
    """The teacher's likeliest tokens that the student has too: those stored or served, else `top_k` of them."""
    if teacher.indices is None:
        shared = teacher.logits[:, : student.shape[-1]]
        values, indices = shared.topk(min(top_k or shared.shape[-1], shared.shape[-1]), dim=-1)
        is_all = indices.shape[-1] >= min(student.shape[-1], teacher.logits.shape[-1])
    else:
        values, indices = teacher.logits.clamp_min(LOWEST), teacher.indices
        is_all = indices.shape[-1] >= student.shape[-1]
    told = torch.isfinite(teacher.logits).any(-1).to(student.dtype)
    own = student.gather(-1, indices)
    if is_all or not has_tail:
        return Kept(indices, own, values, None, told)
    rest = log_sum_of_rest(student, indices)
    others = rest_of(values) if teacher.indices is not None else log_sum_of_rest(teacher.logits, indices)
    return Kept(indices, torch.cat([own, rest], -1), torch.cat([values, others], -1), rest, told)


def log_sum_of_rest(logits: Tensor, indices: Tensor) -> Tensor:
    """Logarithm of the summed exponentials of a row's logits [R, V] but those at `indices`; [R, 1]."""
    kept = logits.gather(-1, indices)
    logits.scatter_(-1, indices, -torch.inf)
    rest = torch.logsumexp(logits, -1, keepdim=True)
    logits.scatter_(-1, indices, kept)
    return rest


def rest_of(logprobs: Tensor) -> Tensor:
    """Log-probability [R, 1] of all but those [R, K], which may add up to more than 1 by rounding where stored."""
    left = -torch.expm1(torch.logsumexp(logprobs, -1, keepdim=True))
    return left.clamp_min(torch.finfo(torch.float32).eps).log()


def spread(shares: Tensor, slope: Tensor, kept: Kept, whole: Tensor, weight: float) -> Tensor:
    """`weight` times the student's shares [R, V], with the slope of the kept classes added to what they are made of.

    `whole` [R, 1] is the logarithm of the summed exponentials. The shares are overwritten.
    """
    count = kept.indices.shape[-1]
    own = shares.gather(-1, kept.indices).mul_(weight)
    factor = torch.full_like(whole, weight)
    if kept.rest is not None:
        factor += slope[:, count:] * (whole - kept.rest).clamp_max(HIGHEST_EXPONENT).exp()
    return shares.mul_(factor).scatter_(-1, kept.indices, own).scatter_add_(-1, kept.indices, slope[:, :count])
