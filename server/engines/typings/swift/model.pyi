from collections.abc import Mapping, Sequence

from transformers import PreTrainedTokenizerBase

class Model:
    ms_model_id: str | None
    hf_model_id: str | None
    model_path: str | None

class ModelGroup:
    models: Sequence[Model]
    template: str | None

class ModelInfo:
    model_dir: str

class ModelMeta:
    model_type: str | None
    model_groups: Sequence[ModelGroup]
    architectures: list[str]
    template: str | None
    candidate_templates: list[str]
    is_multimodal: bool

MODEL_MAPPING: Mapping[str | None, ModelMeta]

def get_processor(model_id_or_path: str, *, model_type: str | None = None) -> PreTrainedTokenizerBase: ...
def get_model_info_meta(model_id_or_path: str, *, model_type: str | None = None) -> tuple[ModelInfo, ModelMeta]: ...
