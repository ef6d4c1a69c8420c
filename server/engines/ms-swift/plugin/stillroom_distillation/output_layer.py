"""A model's output layer left out of its forward pass, so that the logits of a whole batch never exist."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

PROBED_TOKENS = 8
# Of the largest logit; a soft cap after the layer is beyond it.
TOLERANCE = 1e-2


def find_output_layer(model: nn.Module, is_alone: bool) -> nn.Linear | None:
    """The plain linear layer that makes the model's logits and nothing else does; null where it cannot be left out.

    That is so where its weights are spread over processes, where the model is spread over devices, where an adapter
    lies on it, and where the model caps what it gives (Gemma 2). A layer that is trained by several processes
    (`is_alone` false) stays where their wrapper sees it.
    """
    base: Any = model
    if hasattr(base, "get_base_model"):
        base = base.get_base_model()
    if len(set(getattr(base, "hf_device_map", {}).values())) > 1 or not hasattr(base, "get_output_embeddings"):
        return None
    layer = base.get_output_embeddings()
    if type(layer) is not nn.Linear or type(layer.weight) is not nn.Parameter or hasattr(layer.weight, "ds_id"):
        return None
    if layer.weight.requires_grad and not is_alone:
        return None
    return layer if makes_the_logits(base, layer) else None


@torch.no_grad()
def makes_the_logits(model: nn.Module, layer: nn.Linear) -> bool:
    """Tries both ways on a few tokens."""
    was_training = model.training
    tokens = torch.arange(PROBED_TOKENS, device=layer.weight.device).unsqueeze(0)
    inputs: dict[str, Any] = {"input_ids": tokens, "attention_mask": torch.ones_like(tokens), "use_cache": False}
    model.eval()
    try:
        logits: Tensor = model(**inputs).logits
        with left_out(layer):
            states: Tensor = model(**inputs).logits
        if states.shape[-1] != layer.in_features:
            return False
        made = functional.linear(states.to(layer.weight.dtype), layer.weight, layer.bias)
        return bool((made - logits).abs().max() <= TOLERANCE * logits.abs().max())
    except (TypeError, ValueError, RuntimeError, AttributeError, IndexError):
        # A model that wants other inputs keeps its layer.
        return False
    finally:
        model.train(was_training)


@contextmanager
def left_out(layer: nn.Linear | None) -> Generator[None]:
    """While open, the layer gives back what it is given; nothing happens without a layer."""
    if layer is None:
        yield
        return
    attributes = vars(layer)
    before = attributes.get("forward")
    attributes["forward"] = give_back
    try:
        yield
    finally:
        if before is None:
            del attributes["forward"]
        else:
            attributes["forward"] = before


def give_back(states: Tensor) -> Tensor:
    """What stands for the layer while it is left out."""
    return states
