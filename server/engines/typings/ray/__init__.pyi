from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

from ray import exceptions as exceptions
from ray import util as util
from ray.util.scheduling_strategies import PlacementGroupSchedulingStrategy

_T = TypeVar("_T")

class ObjectRef(Generic[_T]): ...

class _ActorMethod:
    def remote(self, *args: object) -> ObjectRef[Any]: ...

class ActorHandle(Generic[_T]):
    def __getattr__(self, name: str) -> _ActorMethod: ...

class ActorClass(Generic[_T]):
    def options(
        self,
        *,
        num_cpus: float,
        num_gpus: float,
        memory: float | None,
        scheduling_strategy: PlacementGroupSchedulingStrategy,
    ) -> ActorClass[_T]: ...
    def remote(self, *args: object) -> ActorHandle[_T]: ...

def init(*, address: str, log_to_driver: bool, logging_level: str) -> object: ...
def shutdown() -> None: ...
def remote(*, max_restarts: int) -> Callable[[type[_T]], ActorClass[_T]]: ...
@overload
def get(object_refs: ObjectRef[_T]) -> _T: ...
@overload
def get(object_refs: list[ObjectRef[_T]]) -> list[_T]: ...
