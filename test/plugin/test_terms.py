from __future__ import annotations

import pytest
import torch
from stillroom_distillation.chunked_loss import chunked_loss
from stillroom_distillation.rows import Rows
from stillroom_distillation.settings import Settings
from stillroom_distillation.terms import logit_task


def settings_with(scale: str) -> Settings:
    return Settings(
        alpha=0.3,
        temperature=4,
        temperature_scale=scale,
        divergence="forward-kl",
        beta=0.5,
        top_k=None,
        has_tail=True,
        hidden_states=None,
        attention_weight=None,
        soft_labels=[],
    )


def figures(scale: str, is_own: bool = False) -> dict[str, float]:
    generator = torch.Generator().manual_seed(0)
    student, teacher = (torch.randn(5, 7, generator=generator) for _ in range(2))
    index = torch.arange(5)
    task = logit_task(settings_with(scale), Rows(teacher, index), index, is_own)
    loss = chunked_loss(Rows(student, index), task)
    return {"loss": loss.item(), **{key: value.item() for key, value in task.means().items()}}


def test_the_divergence_is_scaled_by_the_squared_temperature_or_not() -> None:
    squared, plain = figures("squared"), figures("none")
    assert squared["loss_kd"] == pytest.approx(16 * plain["loss_kd"], rel=1e-5)
    assert squared["loss_ce"] == plain["loss_ce"]
    assert squared["loss"] == pytest.approx(0.3 * squared["loss_ce"] + 0.7 * squared["loss_kd"], rel=1e-5)


def test_words_of_the_student_are_no_labels() -> None:
    own = figures("squared", is_own=True)
    assert own["loss"] == pytest.approx(0.7 * own["loss_kd"], rel=1e-5)
