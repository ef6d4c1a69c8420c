"""Learned projections from the student's width to the teacher's, kept apart from the student's own weights."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import torch
import torch.distributed as dist
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.optim import Optimizer

FILE = "projections.safetensors"


class Projections(nn.Module):
    """One linear map for each pair of layers, needed only while training: they never become part of the student."""

    def __init__(self, count: int, student_width: int, teacher_width: int, seed: int) -> None:
        super().__init__()
        # The same start on every process, without touching the state that the data order depends on.
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.maps = nn.ModuleList([nn.Linear(student_width, teacher_width, bias=False) for _ in range(count)])

    def forward(self, place: int, states: Tensor) -> Tensor:
        """Student states [B, S, D] of the pair at `place`, in the teacher's width."""
        linear = cast("nn.Linear", self.maps[place])
        projected: Tensor = linear(states.to(linear.weight.dtype))
        return projected

    def add_to(self, optimizer: Optimizer) -> None:
        """Trains the maps at the student's learning rate; asked for again it does nothing."""
        own = {id(parameter) for parameter in self.parameters()}
        if any(id(parameter) in own for group in optimizer.param_groups for parameter in group["params"]):
            return
        optimizer.add_param_group({"params": list(self.parameters()), "weight_decay": 0.0})
        optimizer.register_step_pre_hook(self.average_gradients)
        optimizer.register_step_post_hook(self.forget_gradients)

    def forget_gradients(self, *_: object) -> None:
        """The trainer forgets those of the student alone."""
        self.zero_grad()

    def average_gradients(self, *_: object) -> None:
        """Sets each gradient to its mean over all processes, as no wrapper does it; a second time changes nothing."""
        if not dist.is_available() or not dist.is_initialized() or dist.get_world_size() == 1:
            return
        for parameter in self.parameters():
            if parameter.grad is None:
                parameter.grad = torch.zeros_like(parameter)
            dist.all_reduce(parameter.grad)
            parameter.grad /= dist.get_world_size()

    def save(self, folder: Path) -> None:
        save_file({key: value.contiguous() for key, value in self.state_dict().items()}, folder / FILE)

    def load(self, folder: Path) -> None:
        if (folder / FILE).exists():
            self.load_state_dict(load_file(folder / FILE))
