from collections.abc import Callable
from typing import Any

from torch import nn
from torch.optim import Optimizer

class GaloreOptimizerCallback:
    args: Any
    trainer: Any
    create_optimizer: Callable[[GaloreOptimizerCallback, nn.Module | None], Optimizer]
    def __init__(self, args: Any, trainer: Any) -> None: ...
    def create_optimizer_and_scheduler(self, num_training_steps: int) -> None: ...
