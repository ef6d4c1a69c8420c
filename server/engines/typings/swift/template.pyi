from collections.abc import Mapping
from typing import Any

from transformers import PreTrainedTokenizerBase

from .model import ModelInfo, ModelMeta

class MaxLengthError(ValueError): ...

class Template:
    padding_free: bool
    sequence_parallel_size: int
    template_meta: TemplateMeta
    def set_mode(self, mode: str) -> None: ...
    def encode(self, inputs: Mapping[str, object], return_length: bool = False) -> dict[str, Any]: ...
    def data_collator(self, batch: list[dict[str, Any]]) -> dict[str, Any]: ...

TEMPLATE_MAPPING: Mapping[str, object]

class TemplateMeta:
    stop_words: list[str | list[int]]
    template_type: str | None
    default_system: str | None

def get_template_meta(
    model_info: ModelInfo, model_meta: ModelMeta, template_type: str | None = None
) -> TemplateMeta: ...
def get_template(
    processor: PreTrainedTokenizerBase, *, template_type: str | None = None, loss_scale: str = "default"
) -> Template: ...
