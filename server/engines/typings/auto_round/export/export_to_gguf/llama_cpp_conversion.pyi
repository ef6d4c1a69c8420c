from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from gguf import LlamaFileType

class Writer(Protocol):
    def write(self) -> None: ...

class ModelBase:
    @staticmethod
    def load_hparams(dir_model: Path, is_mistral_format: bool) -> dict[str, object]: ...

class ModelType:
    TEXT: ModelType

class ConversionContext:
    ModelBase: type[ModelBase]
    ModelType: type[ModelType]
    def get_model_architecture(self, hparams: dict[str, object], model_type: ModelType) -> str: ...
    def get_model_class(self, model_architecture: str) -> Callable[[Path, LlamaFileType, Path], Writer]: ...

def get_conversion(model_path: Path) -> ConversionContext: ...
