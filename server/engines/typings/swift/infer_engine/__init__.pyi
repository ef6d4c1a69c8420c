from swift.template import Template
from torch import nn

class InferRequest:
    def __init__(self, messages: list[dict[str, str]]) -> None: ...

class RequestConfig:
    def __init__(self, max_tokens: int | None = None, temperature: float | None = None) -> None: ...

class _Message:
    content: str | None

class _Choice:
    message: _Message

class ChatCompletionResponse:
    choices: list[_Choice]

class TransformersEngine:
    def __init__(self, model: nn.Module, *, template: Template | None = None, max_batch_size: int = 1) -> None: ...
    def infer(
        self,
        infer_requests: list[InferRequest],
        request_config: RequestConfig | None = None,
        *,
        use_tqdm: bool | None = None,
    ) -> list[ChatCompletionResponse]: ...
