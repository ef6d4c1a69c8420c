"""Puts GaLore's optimizer into the training: ms-swift makes it in a method that transformers no longer calls."""

from __future__ import annotations

from swift.optimizers.galore import GaloreOptimizerCallback
from swift.utils import find_all_linears
from torch import nn
from torch.optim import Optimizer


def create_optimizer(self: GaloreOptimizerCallback, model: nn.Module | None = None) -> Optimizer:
    """GaLore's optimizer of a trainer, over the matrices of all layers where the command names none."""
    trainer = self.trainer
    if self.args.galore_target_modules is None:
        self.args.galore_target_modules = find_all_linears(trainer.model if model is None else model)
    self.create_optimizer_and_scheduler(0)
    # Its schedule is made before the warm-up's steps are known; transformers makes one when it finds none.
    trainer.lr_scheduler = None
    return trainer.optimizer


def use_galore() -> None:
    """Lets every trainer that asks for GaLore get it."""
    GaloreOptimizerCallback.create_optimizer = create_optimizer
