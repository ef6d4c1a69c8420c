from swift.arguments import BaseArguments
from transformers import PreTrainedModel

def prepare_adapter(
    args: BaseArguments, model: PreTrainedModel, adapters: list[str] | None = None
) -> PreTrainedModel: ...
