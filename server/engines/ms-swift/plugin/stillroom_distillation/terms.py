"""The loss that the settings ask for: L = α·CE + (1−α)·T²·D + Σ wᵢ·Lᵢ."""

from __future__ import annotations

from torch import Tensor

from stillroom_distillation.divergences import Divergence
from stillroom_distillation.row_terms import Task
from stillroom_distillation.rows import TeacherSource
from stillroom_distillation.settings import Settings


def logit_task(settings: Settings, teacher: TeacherSource, targets: Tensor, is_own: bool) -> Task:
    """The part of the loss that logits make; without cross-entropy where the student wrote the words itself."""
    return Task(
        teacher=teacher,
        targets=targets,
        divergence=Divergence(settings.divergence, settings.beta, settings.temperature),
        cross_entropy_weight=0 if is_own else settings.alpha,
        divergence_weight=1 - settings.alpha,
        scale=settings.divergence_scale,
        top_k=settings.top_k,
        has_tail=settings.has_tail,
    )


def add_inner_terms(settings: Settings, loss: Tensor, terms: dict[str, Tensor]) -> Tensor:
    """The loss with the weighted distances between layers."""
    if settings.hidden_states is not None:
        loss = loss + settings.hidden_states.weight * terms["loss_hidden"]
    if settings.attention_weight is not None:
        loss = loss + settings.attention_weight * terms["loss_attn"]
    return loss
