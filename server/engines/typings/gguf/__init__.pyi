from enum import IntEnum
from typing import Any

from numpy.typing import NDArray

class LlamaFileType(IntEnum):
    MOSTLY_F16 = 1
    MOSTLY_Q8_0 = 7

class GGMLQuantizationType(IntEnum): ...

class ReaderField:
    def contents(self) -> object: ...

class ReaderTensor:
    name: str
    tensor_type: GGMLQuantizationType
    data: NDArray[Any]

class GGUFReader:
    fields: dict[str, ReaderField]
    tensors: list[ReaderTensor]
    def __init__(self, path: str) -> None: ...
