"""The terms that the settings ask for, and their sum L = α·CE + (1−α)·T²·D + Σ wᵢ·Lᵢ."""

from __future__ import annotations

from torch import Tensor

from stillroom_distillation.losses import TeacherRows, cross_entropy, distillation
from stillroom_distillation.settings import Settings


def logit_terms(settings: Settings, student: Tensor, teacher: TeacherRows, targets: Tensor) -> dict[str, Tensor]:
    """Cross-entropy of student logits [N, V] against token ids [N], and the scaled D against the teacher if asked."""
    terms = {"loss_ce": cross_entropy(student, targets)}
    if settings.compares_logits:
        scaled = distillation(
            student, teacher, settings.divergence, settings.beta, settings.temperature, settings.top_k
        )
        terms["loss_kd"] = scaled * (settings.divergence_scale / settings.temperature**2)
    return terms


def add_up(settings: Settings, terms: dict[str, Tensor], is_own: bool, student: Tensor) -> Tensor:
    """The weighted sum; without cross-entropy where the student (logits [N, V]) wrote the words itself."""
    loss = student.sum() * 0 if is_own else settings.alpha * terms["loss_ce"]
    if "loss_kd" in terms:
        loss = loss + (1 - settings.alpha) * terms["loss_kd"]
    if settings.hidden_states is not None:
        loss = loss + settings.hidden_states.weight * terms["loss_hidden"]
    if settings.attention_weight is not None:
        loss = loss + settings.attention_weight * terms["loss_attn"]
    return loss
