"""Which output layers are left out of a forward pass, and that a model is then trained as with whole logits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
import torch
from stillroom_distillation.chunked_loss import chunked_loss
from stillroom_distillation.divergences import Divergence
from stillroom_distillation.output_layer import find_output_layer, left_out
from stillroom_distillation.row_terms import Task
from stillroom_distillation.rows import Rows
from torch import Tensor, nn
from transformers import PreTrainedConfig, PreTrainedModel
from transformers.models.auto.configuration_auto import AutoConfig
from transformers.models.auto.modeling_auto import AutoModelForCausalLM

SIZES: dict[str, object] = {
    "vocab_size": 31,
    "hidden_size": 16,
    "intermediate_size": 24,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "num_key_value_heads": 2,
    "head_dim": 8,
    "max_position_embeddings": 32,
    "pad_token_id": 0,
}


def model_of(family: str, **others: object) -> PreTrainedModel:
    torch.manual_seed(0)
    config = cast("PreTrainedConfig", AutoConfig.for_model(family, **SIZES, **others))
    return cast("PreTrainedModel", AutoModelForCausalLM.from_config(config))


@pytest.mark.parametrize(
    ("family", "others"),
    [
        ("llama", {}),
        ("qwen2", {"tie_word_embeddings": True}),
        # What scales the logits scales the states too, and the product is the same.
        ("granite", {"logits_scaling": 8.0}),
        ("cohere", {"logit_scale": 0.0625}),
    ],
)
def test_a_plain_layer_can_be_left_out(family: str, others: dict[str, object]) -> None:
    model = model_of(family, **others)
    layer = find_output_layer(model, True)
    assert layer is not None
    assert layer is cast("Any", model).get_output_embeddings()
    assert "forward" not in vars(layer)
    assert find_output_layer(model, False) is None


def test_what_is_capped_keeps_its_layer() -> None:
    assert find_output_layer(model_of("gemma2", final_logit_softcapping=0.5), True) is None
    assert find_output_layer(model_of("gemma2", final_logit_softcapping=None), True) is not None


def test_a_layer_with_an_adapter_stays_and_the_one_below_an_adapter_is_found() -> None:
    peft = pytest.importorskip("peft")
    inner = peft.get_peft_model(model_of("llama"), peft.LoraConfig(target_modules=["q_proj"]))
    assert isinstance(find_output_layer(inner, False), nn.Linear)
    outer = peft.get_peft_model(model_of("llama"), peft.LoraConfig(target_modules=["lm_head"]))
    assert find_output_layer(outer, True) is None


def gradients(model: PreTrainedModel, layer: nn.Linear | None) -> tuple[float, dict[str, Tensor]]:
    tokens = torch.randint(1, 31, (2, 9), generator=torch.Generator().manual_seed(1))
    teacher = torch.randn(18, 31, generator=torch.Generator().manual_seed(2))
    index = torch.tensor([2, 3, 4, 11, 12])
    task = Task(
        teacher=Rows(teacher, index),
        targets=tokens.flatten()[index + 1],
        divergence=Divergence("forward-kl", 0.5, 2.0),
        cross_entropy_weight=0.3,
        divergence_weight=0.7,
        scale=4.0,
        top_k=None,
        has_tail=True,
    )
    model.zero_grad()
    with left_out(layer):
        output = cast("Callable[..., Any]", model)(input_ids=tokens).logits
    states: Tensor = output.flatten(0, 1)
    rows = Rows(states, index) if layer is None else Rows(states, index, layer.weight, layer.bias)
    loss = chunked_loss(rows, task)
    loss.backward()
    return loss.item(), {name: one.grad.clone() for name, one in model.named_parameters() if one.grad is not None}


@pytest.mark.parametrize("is_tied", [False, True])
def test_training_is_the_same_without_whole_logits(is_tied: bool) -> None:
    model = model_of("llama", tie_word_embeddings=is_tied)
    whole_loss, whole = gradients(model, None)
    loss, without = gradients(model, find_output_layer(model, True))
    assert loss == pytest.approx(whole_loss, rel=1e-6)
    assert whole.keys() == without.keys()
    for name, gradient in whole.items():
        assert torch.allclose(without[name], gradient, atol=1e-6), name
