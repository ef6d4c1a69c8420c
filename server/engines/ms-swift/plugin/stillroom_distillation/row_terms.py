"""Terms and figures of a chunk of rows, with the slope of the loss by the student's logits in closed form."""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import Tensor

from stillroom_distillation.divergences import Divergence, compare, dot
from stillroom_distillation.rows import TeacherSource
from stillroom_distillation.top_k import Kept, keep_top_k, spread

AT_TEMPERATURE_1 = Divergence("forward-kl", beta=0, temperature=1)


@dataclass
class Task:
    """A loss `cross_entropy_weight`·CE + `divergence_weight`·`scale`·D of N rows, each term a mean over them.

    D compares with the teacher's whole vocabulary, or with its `top_k` likeliest tokens and, where `has_tail`, the rest
    as one more class. `sums` collects the terms and figures as sums over the rows.
    """

    teacher: TeacherSource
    targets: Tensor
    divergence: Divergence
    cross_entropy_weight: float
    divergence_weight: float
    scale: float
    top_k: int | None
    has_tail: bool
    sums: dict[str, Tensor] = field(default_factory=dict[str, Tensor])

    def add(self, key: str, values: Tensor) -> None:
        """Adds the values [R] of some rows to a sum."""
        added = values.sum(dtype=torch.float64)
        self.sums[key] = self.sums[key] + added if key in self.sums else added

    def means(self) -> dict[str, Tensor]:
        """Terms and figures as means over the rows that were looked at; nothing where there are none."""
        return {key: value / self.targets.shape[0] for key, value in self.sums.items()}


def look_at_rows(student: Tensor, rows: slice, task: Task) -> tuple[Tensor, Tensor]:
    """The weighted loss [R] of logits [R, V], which are overwritten, and its slope [R, V]; figures go to the task."""
    targets = task.targets[rows].unsqueeze(-1)
    whole = torch.logsumexp(student, -1, keepdim=True)
    shares = (student - whole).exp_()
    cross_entropy = (whole - student.gather(-1, targets)).squeeze(-1)
    task.add("loss_ce", cross_entropy)
    task.add("entropy_student", whole.squeeze(-1) - dot(shares, student))
    values, slope = compare_with_teacher(student, shares, whole, rows, task)
    slope.scatter_add_(-1, targets, torch.full_like(whole, -task.cross_entropy_weight))
    return task.cross_entropy_weight * cross_entropy + task.divergence_weight * values, slope


def compare_with_teacher(
    student: Tensor, shares: Tensor, whole: Tensor, rows: slice, task: Task
) -> tuple[Tensor, Tensor]:
    """Scaled D [R], and its weighted slope [R, V] with the share of the cross-entropy that needs no target in it."""
    teacher = task.teacher.chunk(rows)
    kept: Kept | None = None
    if teacher.indices is None:
        describe(student, whole, teacher.logits, task)
    if teacher.indices is not None or task.top_k is not None:
        kept = keep_top_k(student, teacher, task.top_k, task.has_tail)
    if teacher.indices is not None and kept is not None:
        best = teacher.indices.gather(-1, teacher.logits.argmax(-1, keepdim=True)).squeeze(-1)
        task.add("top1_agreement", student.argmax(-1) == best)
        task.add("kl", kept.told * compare(kept.student.clone(), kept.teacher.clone(), AT_TEMPERATURE_1)[0])
    if task.divergence_weight == 0:
        return torch.zeros_like(whole).squeeze(-1), shares.mul_(task.cross_entropy_weight)
    weight = task.divergence_weight * task.scale
    if kept is not None:
        values, by_class = compare(kept.student, kept.teacher, task.divergence)
        values = values * kept.told
        by_class.mul_(weight * kept.told.unsqueeze(-1))
        slope = spread(shares, by_class, kept, whole, task.cross_entropy_weight)
    else:
        shared = min(student.shape[-1], teacher.logits.shape[-1])
        values, by_token = compare(student[:, :shared], teacher.logits[:, :shared], task.divergence)
        slope = shares.mul_(task.cross_entropy_weight)
        slope[:, :shared].add_(by_token, alpha=weight)
    task.add("loss_kd", task.scale * values)
    return task.scale * values, slope


def describe(student: Tensor, student_whole: Tensor, teacher: Tensor, task: Task) -> None:
    """Figures at temperature 1 from whole rows of logits: top-1 agreement, the teacher's entropy, forward KL, in nats.

    `student_whole` [R, 1] is the logarithm of the student's summed exponentials. KL is taken over the tokens that both
    have: a padded row is no token of the other model.
    """
    task.add("top1_agreement", student.argmax(-1) == teacher.argmax(-1))
    whole = torch.logsumexp(teacher, -1, keepdim=True)
    shares = (teacher - whole).exp_()
    task.add("entropy_teacher", whole.squeeze(-1) - dot(shares, teacher))
    shared = min(student.shape[-1], teacher.shape[-1])
    own, other = student[:, :shared], teacher[:, :shared]
    shares = shares[:, :shared]
    own_whole, other_whole = of_first(shared, student, student_whole), of_first(shared, teacher, whole)
    mass = (other_whole - whole).exp().squeeze(-1)
    distance = (own_whole - other_whole).squeeze(-1)
    task.add("kl", (dot(shares, other) - dot(shares, own)) / mass + distance)


def of_first(count: int, logits: Tensor, whole: Tensor) -> Tensor:
    """Logarithm [R, 1] of the summed exponentials of the first tokens of logits [R, V]; `whole` where those are all."""
    return whole if count == logits.shape[-1] else torch.logsumexp(logits[:, :count], -1, keepdim=True)
