from typing import TypeVar

_T = TypeVar("_T")

def parse_args(class_type: type[_T], argv: list[str] | None = None) -> tuple[_T, list[str]]: ...
