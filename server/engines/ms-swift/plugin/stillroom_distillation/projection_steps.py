"""Trains the projections beside DeepSpeed, whose engine knows the student's parameters alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch.nn.utils import clip_grad_norm_
from torch.optim import AdamW
from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments
from typing_extensions import override

from stillroom_distillation.projections import Projections

FILE = "projections-optimizer.pt"


class ProjectionSteps(TrainerCallback):
    """An optimizer of their own, which steps with the student's at its learning rate."""

    def __init__(self, projections: Projections, learning_rate: float) -> None:
        self.projections = projections
        self.optimizer = AdamW(projections.parameters(), lr=learning_rate, weight_decay=0.0)

    @override
    def on_pre_optimizer_step(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        self.projections.average_gradients()
        norm = clip_grad_norm_(self.projections.parameters(), args.max_grad_norm or float("inf"))
        scheduler = kwargs.get("lr_scheduler")
        if scheduler is not None:
            self.optimizer.param_groups[0]["lr"] = scheduler.get_last_lr()[0]
        # Mixed float16 skips a step whose gradient overflows, and so do these.
        if torch.isfinite(norm):
            self.optimizer.step()
        self.optimizer.zero_grad()

    def save(self, folder: Path) -> None:
        torch.save(self.optimizer.state_dict(), folder / FILE)

    def load(self, folder: Path) -> None:
        if (folder / FILE).exists():
            self.optimizer.load_state_dict(torch.load(folder / FILE, weights_only=True))
