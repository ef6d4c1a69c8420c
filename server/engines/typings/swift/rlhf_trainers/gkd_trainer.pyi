from contextlib import AbstractContextManager
from typing import Any

import torch
from swift.rl_core.data import GKDSample
from swift.rlhf_trainers.gkd_loss import DataSource
from swift.template import Template
from torch import Tensor, nn
from transformers import Trainer, TrainingArguments

class _Accelerator:
    device: torch.device
    is_main_process: bool
    num_processes: int
    def unwrap_model(self, model: nn.Module) -> Any: ...
    def reduce(self, tensor: Tensor, reduction: str) -> Tensor: ...

class _Arguments(TrainingArguments):
    offload_teacher_model: bool

class GKDTrainer(Trainer[_Arguments]):
    accelerator: _Accelerator
    template: Template
    teacher_model: nn.Module
    lmbda: float
    use_teacher_api: bool
    _data_source: DataSource
    _is_self_distillation: bool
    _teacher_use_disable_adapter: bool
    def load_teacher_model_context(self) -> AbstractContextManager[None]: ...
    def get_use_logits_to_keep(self, default_value: bool = True) -> bool: ...
    def prepare_logits_to_keep(self, inputs: dict[str, Any]) -> None: ...
    def _save_checkpoint(self, *args: Any, **kwargs: Any) -> None: ...
    def _rollout_samples(self, inputs: list[Any]) -> list[GKDSample]: ...
    def _prepare_batch_inputs(self, samples: list[GKDSample]) -> list[dict[str, Any]]: ...
