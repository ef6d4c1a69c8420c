from collections.abc import Callable

is_vllm_available: Callable[[], bool]
