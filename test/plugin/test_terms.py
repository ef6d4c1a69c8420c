from __future__ import annotations

import pytest
import torch
from stillroom_distillation.losses import TeacherRows
from stillroom_distillation.settings import Settings
from stillroom_distillation.terms import logit_terms


def settings_with(scale: str) -> Settings:
    return Settings(
        alpha=0.3,
        temperature=4,
        temperature_scale=scale,
        divergence="forward-kl",
        beta=0.5,
        top_k=None,
        hidden_states=None,
        attention_weight=None,
        soft_labels=[],
    )


def test_the_divergence_is_scaled_by_the_squared_temperature_or_not() -> None:
    student, teacher, targets = torch.randn(5, 7), TeacherRows(torch.randn(5, 7)), torch.arange(5)
    squared, plain = (logit_terms(settings_with(scale), student, teacher, targets) for scale in ("squared", "none"))
    assert squared["loss_kd"].item() == pytest.approx(16 * plain["loss_kd"].item(), rel=1e-5)
    assert squared["loss_ce"] == plain["loss_ce"]
