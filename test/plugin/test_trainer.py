from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from stillroom_distillation.trainer import DistillTrainer
from swift.rl_core.data import GKDSample
from torch import nn

ROW: Any = "a row of the data"
WRITTEN: Any = "a row that the student wrote"


class Rollout(DistillTrainer):
    """Only what picks the rows of a batch."""

    def __init__(self, *, is_training: bool) -> None:
        self.model = nn.Linear(1, 1).train(is_training)
        self.lmbda = 1.0
        template: Any = SimpleNamespace(truncation_strategy="left")
        self.template = template

    def _get_random_num(self) -> float:
        return 0.5

    def to_samples(self, rows: list[GKDSample]) -> list[GKDSample]:
        return rows

    def _generate_completions(self, _: list[GKDSample]) -> list[GKDSample]:
        return [WRITTEN]

    def _log_student_completions(self, _: list[GKDSample]) -> None:
        return None

    def rows(self) -> list[GKDSample]:
        return self._rollout_samples([ROW])


@pytest.mark.parametrize("is_training", [True, False])
def test_the_student_writes_rows_only_while_it_is_trained(is_training: bool) -> None:
    trainer = Rollout(is_training=is_training)
    assert trainer.rows() == [WRITTEN if is_training else ROW]
    assert trainer.lmbda == 1
