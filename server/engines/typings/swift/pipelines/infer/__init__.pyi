from collections.abc import Callable
from typing import Any

from swift.arguments import InferArguments
from swift.infer_engine import TransformersEngine

class SwiftInfer:
    args: InferArguments
    infer_engine: TransformersEngine
    infer_dataset: Callable[[SwiftInfer], list[dict[str, Any]]]
