from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from stillroom_distillation.galore import create_optimizer
from swift.optimizers.galore import GaloreOptimizerCallback
from swift.trainers import TrainingArguments
from torch import nn


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.q_proj = nn.Linear(16, 32)
        self.down_proj = nn.Linear(32, 16)


class Model(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layer = Layer()
        self.lm_head = nn.Linear(16, 40, bias=False)
        self.model_meta = SimpleNamespace(model_arch=None)


@pytest.mark.parametrize(("named", "projected"), [(None, 2), (["q_proj"], 1)])
def test_projects_the_layers_matrices_where_no_module_is_named(
    named: list[str] | None, projected: int, tmp_path: Path
) -> None:
    args = TrainingArguments(
        output_dir=str(tmp_path), max_steps=4, use_cpu=True, galore_rank=4, galore_target_modules=named
    )
    trainer: Any = SimpleNamespace(model=Model(), train_dataset=None, optimizer=None, lr_scheduler="of before")
    optimizer = create_optimizer(GaloreOptimizerCallback(args, trainer))
    ranks = [(group.get("rank"), len(group["params"])) for group in optimizer.param_groups]
    assert ranks == [(4, projected), (None, 3 - projected), (None, 2)]
    assert trainer.lr_scheduler is None
    torch.stack([parameter.sum() for parameter in trainer.model.parameters()]).sum().backward()
    optimizer.step()
    states = optimizer.state[trainer.model.layer.q_proj.weight]
    assert torch.Size([32, 4]) == states["exp_avg"].shape
