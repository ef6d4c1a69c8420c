from typing import TypeVar

from torch import nn

_T = TypeVar("_T")

def parse_args(class_type: type[_T], argv: list[str] | None = None) -> tuple[_T, list[str]]: ...
def find_all_linears(model: nn.Module) -> list[str]: ...
