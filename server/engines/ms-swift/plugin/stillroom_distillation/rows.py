"""Rows of logits, one for each token that counts, made a chunk at a time from what a forward pass left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor
from torch.nn import functional
from typing_extensions import override


@dataclass
class TeacherRows:
    """What the teacher says at N tokens: logits [N, V] over its vocabulary, or [N, K] of tokens `indices` [N, K].

    Stored and served ones are log-probabilities at temperature 1.
    """

    logits: Tensor
    indices: Tensor | None = None

    def chunk(self, rows: slice) -> TeacherRows:
        """A copy of some rows in float32 or wider, which may be overwritten."""
        return TeacherRows(
            to_wide(self.logits[rows].clone()), None if self.indices is None else self.indices[rows].long()
        )


class TeacherSource(Protocol):
    """Whatever gives the teacher's rows a chunk at a time."""

    def chunk(self, rows: slice) -> TeacherRows: ...


@dataclass
class Rows(TeacherSource):
    """The N rows at `index` [N] of `states` [M, C]: logits, or the input of an output layer.

    That layer has `weight` [V, C] and `bias` [V].
    """

    states: Tensor
    index: Tensor
    weight: Tensor | None = None
    bias: Tensor | None = None

    @property
    def vocabulary(self) -> int:
        return (self.states if self.weight is None else self.weight.t()).shape[-1]

    def logits(self, rows: slice) -> Tensor:
        """Logits [R, V] of some rows in float32 or wider, which may be overwritten."""
        states = self.states[self.index[rows]]
        return to_wide(states if self.weight is None else functional.linear(*self.at_work(states)))

    def at_work(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor | None]:
        """The output layer and its input in the type that the forward pass computes in."""
        assert self.weight is not None
        device = states.device.type
        dtype = torch.get_autocast_dtype(device) if torch.is_autocast_enabled(device) else self.weight.dtype
        return states.to(dtype), self.weight.to(dtype), None if self.bias is None else self.bias.to(dtype)

    @override
    def chunk(self, rows: slice) -> TeacherRows:
        return TeacherRows(self.logits(rows))


class Gradients:
    """Collects the gradients of rows, of their output layer too where it is trained."""

    def __init__(self, rows: Rows, of_states: bool, of_weight: bool, of_bias: bool) -> None:
        self.rows = rows
        self.states = torch.zeros_like(rows.states) if of_states else None
        self.weight = zeros_for(rows.weight) if of_weight else None
        self.bias = zeros_for(rows.bias) if of_bias else None

    def add(self, rows: slice, slope: Tensor) -> None:
        """Takes in the slope [R, V] of a loss by the logits of some rows."""
        index = self.rows.index[rows]
        if self.rows.weight is None:
            if self.states is not None:
                self.states[index] = slope.to(self.states.dtype)
            return
        states, weight, _ = self.rows.at_work(self.rows.states[index])
        slope = slope.to(states.dtype)
        if self.states is not None:
            self.states[index] = (slope @ weight).to(self.states.dtype)
        if self.weight is not None and self.weight.dtype == slope.dtype:
            self.weight.addmm_(slope.t(), states)
        elif self.weight is not None:
            self.weight.add_(slope.t() @ states)
        if self.bias is not None:
            self.bias.add_(slope.sum(0, dtype=self.bias.dtype))

    def finish(self, count: int) -> tuple[Tensor | None, Tensor | None, Tensor | None]:
        """The gradients of the mean over `count` rows, in the types of what they belong to."""
        weight, bias = self.rows.weight, self.rows.bias
        for gradient in (self.states, self.weight, self.bias):
            if gradient is not None:
                gradient.div_(count)
        return (
            self.states,
            None if self.weight is None or weight is None else self.weight.to(weight.dtype),
            None if self.bias is None or bias is None else self.bias.to(bias.dtype),
        )


def to_wide(tensor: Tensor) -> Tensor:
    """The tensor in float32, or as it is where it is wider."""
    return tensor.to(torch.promote_types(tensor.dtype, torch.float32))


def zeros_for(parameter: Tensor | None) -> Tensor | None:
    """Room for sums of many chunks, wide enough to lose none of them."""
    if parameter is None:
        return None
    return torch.zeros_like(parameter, dtype=torch.promote_types(parameter.dtype, torch.float32))
