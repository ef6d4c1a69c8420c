from contextlib import AbstractContextManager
from typing import Any

from torch import nn

def disable_gradient_checkpointing(
    model: nn.Module, gradient_checkpointing_kwargs: dict[str, Any] | None = None
) -> AbstractContextManager[None]: ...
