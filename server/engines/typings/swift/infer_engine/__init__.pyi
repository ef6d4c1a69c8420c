from typing import Any

from swift.template import Template
from torch import nn
from transformers import GenerationConfig, PreTrainedTokenizerBase

class InferRequest:
    def __init__(self, messages: list[dict[str, str]]) -> None: ...

class RequestConfig:
    max_tokens: int | None
    stop: list[str] | None
    return_details: bool
    def __init__(self, max_tokens: int | None = None, temperature: float | None = None) -> None: ...

class _Message:
    content: str | None

class _Choice:
    message: _Message
    finish_reason: str | None
    token_ids: list[int] | None

class ChatCompletionResponse:
    choices: list[_Choice]

class TransformersEngine:
    strict: bool
    template: Template
    tokenizer: PreTrainedTokenizerBase
    generation_config: GenerationConfig | None
    def __init__(self, model: nn.Module, *, template: Template | None = None, max_batch_size: int = 1) -> None: ...
    def infer(
        self,
        infer_requests: list[InferRequest] | list[dict[str, Any]],
        request_config: RequestConfig | None = None,
        *,
        use_tqdm: bool | None = None,
    ) -> list[ChatCompletionResponse]: ...
