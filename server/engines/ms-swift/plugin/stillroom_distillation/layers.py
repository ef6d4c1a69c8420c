"""Distances between the layers of two models, and which layers are compared."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional


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
