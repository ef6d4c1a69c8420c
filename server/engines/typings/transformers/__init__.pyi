from collections.abc import Sequence
from os import PathLike
from typing import Any, Generic

import torch
from torch import Tensor, nn
from torch.optim import Optimizer
from typing_extensions import TypeVar

class PreTrainedConfig:
    num_hidden_layers: int
    hidden_size: int
    def __init__(self, **kwargs: object) -> None: ...
    def to_dict(self) -> dict[str, object]: ...
    def get_text_config(self) -> PreTrainedConfig: ...

class LlamaConfig(PreTrainedConfig): ...

class GenerationConfig:
    eos_token_id: int | list[int] | None
    bos_token_id: int | None
    pad_token_id: int | None

class PreTrainedTokenizerBase:
    eos_token_id: int | None
    bos_token_id: int | None
    pad_token_id: int | None
    all_special_ids: list[int]
    def __len__(self) -> int: ...
    def decode(self, token_ids: Sequence[int], skip_special_tokens: bool = False) -> str: ...
    def save_pretrained(self, save_directory: str | PathLike[str]) -> tuple[str, ...]: ...

class PreTrainedModel(nn.Module):
    config: PreTrainedConfig
    generation_config: GenerationConfig
    @property
    def device(self) -> torch.device: ...
    def __init__(self, config: PreTrainedConfig) -> None: ...
    def tie_weights(self) -> None: ...
    def save_pretrained(self, save_directory: str | PathLike[str]) -> None: ...

class LlamaForCausalLM(PreTrainedModel): ...

class AutoTokenizer:
    @classmethod
    def from_pretrained(
        cls, pretrained_model_name_or_path: str | PathLike[str], *, gguf_file: str | None = None
    ) -> PreTrainedTokenizerBase: ...

class AutoModelForCausalLM:
    @classmethod
    def from_pretrained(
        cls, pretrained_model_name_or_path: str | PathLike[str], *, gguf_file: str | None = None, dtype: torch.dtype
    ) -> PreTrainedModel: ...

class TrainingArguments:
    output_dir: str
    seed: int
    logging_nan_inf_filter: bool
    resume_from_checkpoint: str | None
    max_grad_norm: float
    learning_rate: float
    @property
    def device(self) -> torch.device: ...
    gradient_checkpointing_kwargs: dict[str, object] | None

class TrainerState:
    global_step: int

class TrainerControl:
    should_save: bool
    should_training_stop: bool

class TrainerCallback:
    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> TrainerControl | None: ...
    def on_pre_optimizer_step(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> TrainerControl | None: ...
    def on_step_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> TrainerControl | None: ...
    def on_evaluate(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> TrainerControl | None: ...
    def on_save(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> TrainerControl | None: ...
    def on_log(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> TrainerControl | None: ...

_Arguments = TypeVar("_Arguments", bound=TrainingArguments, default=TrainingArguments)

class Trainer(Generic[_Arguments]):
    model: nn.Module
    args: _Arguments
    state: TrainerState
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def add_callback(self, callback: TrainerCallback) -> None: ...
    is_deepspeed_enabled: bool
    def _clip_grad_norm(self, model: nn.Module) -> Tensor | float | None: ...
    def create_optimizer(self, model: nn.Module | None = None) -> Optimizer: ...
    def log(self, logs: dict[str, float], start_time: float | None = None) -> None: ...
    def compute_loss(
        self,
        model: nn.Module,
        inputs: Any,
        return_outputs: bool = False,
        num_items_in_batch: Tensor | int | None = None,
    ) -> Tensor | tuple[Tensor, Any]: ...
