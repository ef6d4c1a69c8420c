from contextlib import AbstractContextManager
from typing import Any

from torch import nn

class TrainingArguments:
    def __init__(self, **kwargs: Any) -> None: ...

def disable_gradient_checkpointing(
    model: nn.Module, gradient_checkpointing_kwargs: dict[str, Any] | None = None
) -> AbstractContextManager[None]: ...
