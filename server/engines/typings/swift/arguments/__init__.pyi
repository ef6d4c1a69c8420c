from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from swift.infer_engine import RequestConfig
from swift.template import Template
from transformers import PreTrainedModel, PreTrainedTokenizerBase

@dataclass
class BaseArguments:
    model: str | None = None
    model_type: str | None = None
    template: str | None = None
    torch_dtype: str | None = None
    adapters: list[str] = ...
    def get_model_kwargs(self) -> dict[str, Any]: ...
    def get_model_processor(self) -> tuple[PreTrainedModel, PreTrainedTokenizerBase]: ...
    def get_template(self, processor: PreTrainedTokenizerBase) -> Template: ...
    def load_dataset(self) -> tuple[Iterable[Mapping[str, object]] | None, ...]: ...

@dataclass
class SftArguments(BaseArguments): ...

@dataclass
class RLHFArguments(SftArguments):
    offload_teacher_model: bool = False

@dataclass
class InferArguments(BaseArguments):
    result_path: str | None = None
    max_batch_size: int = 1
    seed: int = 42
    def get_request_config(self) -> RequestConfig: ...

@dataclass
class ExportArguments(BaseArguments): ...

@dataclass
class DeployArguments(InferArguments): ...
