"""Settings of the distillation loss. ms-swift refuses flags that it does not know, so they come from a JSON file."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

SETTINGS_VARIABLE = "STILLROOM_DISTILLATION"


@dataclass(frozen=True)
class HiddenStates:
    """How hidden states are compared; layers are pairs (student, teacher) counted from 1, or `uniform`."""

    weight: float
    layers: str | list[tuple[int, int]]
    normalize: bool


@dataclass(frozen=True)
class Settings:
    """`alpha` is 1 where no logits are compared; `has_tail`: what top-k leaves out is one more class;
    folders of `soft_labels` replace the teacher."""

    alpha: float
    temperature: float
    temperature_scale: str
    divergence: str
    beta: float
    top_k: int | None
    has_tail: bool
    hidden_states: HiddenStates | None
    attention_weight: float | None
    soft_labels: list[Path]

    @property
    def divergence_scale(self) -> float:
        """The factor before D: T² keeps its gradient's size independent of T (Hinton et al. 2015, arXiv:1503.02531)."""
        return self.temperature**2 if self.temperature_scale == "squared" else 1.0

    @property
    def looks_inside(self) -> bool:
        return self.hidden_states is not None or self.attention_weight is not None


def read_settings() -> Settings | None:
    """The settings of this process, or None when the plain trainer of ms-swift is asked for."""
    path = os.environ.get(SETTINGS_VARIABLE)
    if not path:
        return None
    raw = json.loads(Path(path).read_text(encoding="utf-8"))
    hidden = raw["hiddenStates"]
    return Settings(
        alpha=raw["alpha"],
        temperature=raw["temperature"],
        temperature_scale=raw["temperatureScale"],
        divergence=raw["divergence"],
        beta=raw["jsdBeta"],
        top_k=raw["topK"],
        has_tail=raw["topKTail"] == "bucket",
        hidden_states=None
        if hidden is None
        else HiddenStates(hidden["weight"], layers_of(hidden["layers"]), hidden["normalize"]),
        attention_weight=raw["attentionWeight"],
        soft_labels=[Path(folder) for folder in raw["softLabels"]],
    )


def layers_of(raw: str | list[list[int]]) -> str | list[tuple[int, int]]:
    """The layers as they stand in the file, with pairs made of its lists of two."""
    return raw if isinstance(raw, str) else [(student, teacher) for student, teacher in raw]
