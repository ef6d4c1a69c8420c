"""The terms of the distillation loss L = α·CE + (1−α)·T²·D + Σ wᵢ·Lᵢ, on plain tensors.

Rows stand for tokens that count: N is their number, V a vocabulary, K the teacher's top-k.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

# Bounds the memory of figures that need no gradient.
ROWS_AT_ONCE = 1024


@dataclass
class TeacherRows:
    """What the teacher says at N tokens: logits [N, V] over its vocabulary, or [N, K] of tokens `indices` [N, K]."""

    logits: Tensor
    indices: Tensor | None = None

    def top_k(self, k: int) -> TeacherRows:
        """Only the k likeliest tokens of each row; the share that they leave out is spread over them by the softmax."""
        if self.indices is not None or k >= self.logits.shape[-1]:
            return self
        values, indices = torch.topk(self.logits, k, dim=-1)
        return TeacherRows(values, indices)


def within(teacher: TeacherRows, size: int) -> TeacherRows:
    """The teacher's rows over the first `size` tokens, so that its top-k holds only tokens that the student has."""
    return teacher if teacher.indices is not None else TeacherRows(teacher.logits[:, :size])


def shared_logits(student: Tensor, teacher: TeacherRows) -> tuple[Tensor, Tensor]:
    """Student and teacher logits over the same tokens, in float32 or wider.

    Of vocabularies of different size only the rows that both have are compared: a padded row is no token of the other
    model. With top-k the student's logits of those k tokens are taken.
    """
    wide = torch.promote_types(student.dtype, torch.float32)
    if teacher.indices is not None:
        return student.gather(-1, teacher.indices.long()).to(wide), teacher.logits.to(wide)
    shared = min(student.shape[-1], teacher.logits.shape[-1])
    return student[:, :shared].to(wide), teacher.logits[:, :shared].to(wide)


def divergence(student: Tensor, teacher: Tensor, kind: str, beta: float, temperature: float) -> Tensor:
    """D between the tempered distributions of two logit tensors [N, V], one value a row.

    `forward-kl` is KL(teacher ‖ student), `reverse-kl` KL(student ‖ teacher), `jsd` the generalised Jensen–Shannon
    divergence β·KL(teacher ‖ M) + (1−β)·KL(student ‖ M) with M = β·teacher + (1−β)·student (GKD, arXiv:2306.13649).
    """
    student_log = functional.log_softmax(student / temperature, dim=-1)
    teacher_log = functional.log_softmax(teacher / temperature, dim=-1)
    if kind == "forward-kl":
        return kl(teacher_log, student_log)
    if kind == "reverse-kl":
        return kl(student_log, teacher_log)
    weights = torch.tensor([beta, 1 - beta], dtype=student_log.dtype, device=student_log.device).log()
    mixed = torch.logsumexp(torch.stack([teacher_log + weights[0], student_log + weights[1]]), dim=0)
    return beta * kl(teacher_log, mixed) + (1 - beta) * kl(student_log, mixed)


def kl(p_log: Tensor, q_log: Tensor) -> Tensor:
    """KL(p ‖ q) in nats of log-probabilities [N, V], one value a row."""
    return (p_log.exp() * (p_log - q_log)).sum(-1)


def cross_entropy(student: Tensor, targets: Tensor) -> Tensor:
    """Mean cross-entropy in nats of logits [N, V] against token ids [N]; 0 with a gradient path where N is 0."""
    if targets.numel() == 0:
        return student.sum() * 0
    return functional.cross_entropy(student.to(torch.promote_types(student.dtype, torch.float32)), targets)


def distillation(
    student: Tensor, teacher: TeacherRows, kind: str, beta: float, temperature: float, top_k: int | None
) -> Tensor:
    """T²·D of student logits [N, V], the mean over rows in nats; 0 with a gradient path where N is 0.

    The factor keeps the gradient's size independent of T (Hinton et al. 2015, arXiv:1503.02531).
    """
    if student.shape[0] == 0:
        return student.sum() * 0
    rows = teacher if top_k is None else within(teacher, student.shape[-1]).top_k(top_k)
    values = divergence(*shared_logits(student, rows), kind, beta, temperature)
    return temperature**2 * values.mean()


@torch.no_grad()
def describe(student: Tensor, teacher: TeacherRows) -> dict[str, Tensor]:
    """Figures at temperature 1, as means over rows: top-1 agreement, entropy of both in nats, forward KL.

    With top-k the teacher's entropy is left out, since the rest of its distribution is not known.
    """
    sums: dict[str, Tensor] = {}
    for start in range(0, student.shape[0], ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        part = TeacherRows(teacher.logits[rows], None if teacher.indices is None else teacher.indices[rows])
        for key, value in describe_rows(student[rows], part).items():
            sums[key] = sums.get(key, value.new_zeros(())) + value.sum()
    return {key: value / student.shape[0] for key, value in sums.items()}


def describe_rows(student: Tensor, teacher: TeacherRows) -> dict[str, Tensor]:
    """The figures of `describe` for student logits [N, V], one value a row; KL and entropy in nats."""
    student_shared, teacher_shared = shared_logits(student, teacher)
    best = teacher.logits.argmax(-1)
    if teacher.indices is not None:
        best = teacher.indices.long().gather(-1, best.unsqueeze(-1)).squeeze(-1)
    figures = {
        "top1_agreement": (student.argmax(-1) == best).float(),
        "entropy_student": entropy(student),
        "kl": divergence(student_shared, teacher_shared, "forward-kl", 0, 1),
    }
    if teacher.indices is None:
        figures["entropy_teacher"] = entropy(teacher.logits)
    return figures


def entropy(logits: Tensor) -> Tensor:
    """Entropy in nats of logits [N, V], one value a row."""
    log = functional.log_softmax(logits.float(), dim=-1)
    return -(log.exp() * log).sum(-1)


def uniform_layers(student_layers: int, teacher_layers: int) -> list[tuple[int, int]]:
    """Pairs (student layer, teacher layer), counted from 1, that spread the one's layers evenly over the other's."""
    return [(layer, round(layer * teacher_layers / student_layers)) for layer in range(1, student_layers + 1)]


def hidden_distance(student: Tensor, teacher: Tensor, is_counted: Tensor, normalize: bool) -> Tensor:
    """Mean squared error of hidden states [B, S, D] over the tokens of the mask [B, S].

    Each token's states are normalised to mean 0 and variance 1 first where asked for.
    """
    student, teacher = student[is_counted].float(), teacher[is_counted].float()
    if normalize:
        width = (student.shape[-1],)
        student, teacher = functional.layer_norm(student, width), functional.layer_norm(teacher, width)
    return functional.mse_loss(student, teacher)


def attention_distance(student: Tensor, teacher: Tensor, is_counted: Tensor) -> Tensor:
    """Squared distance between the head means of attention maps [B, H, S, S].

    Summed over keys, mean over the query tokens of the mask [B, S]; the models may differ in their number of heads.
    """
    difference = student.float().mean(1) - teacher.float().mean(1)
    return (difference**2).sum(-1)[is_counted].mean()
