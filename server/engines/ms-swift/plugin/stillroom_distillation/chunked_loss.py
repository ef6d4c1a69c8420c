"""Cross-entropy and divergence with their gradients, over a few rows at a time.

Eight rows of 4,096 tokens over a vocabulary of 152,000 are 20 GB in float32, and a loss made of whole tensors keeps ten
such copies alive. Here only a chunk of rows exists at once and its gradient is made where its loss is; where a model's
output layer is at hand, not even its logits are ever whole (as in Liger Kernel, arXiv:2410.10989).
"""

from __future__ import annotations

from typing import Any, cast

import torch
from torch import Tensor
from typing_extensions import override

from stillroom_distillation.row_terms import Task, look_at_rows
from stillroom_distillation.rows import Gradients, Rows

# 64 MiB in float32, of which about five exist at once.
ELEMENTS_AT_ONCE = 2**24
MOST_ROWS_AT_ONCE = 256


def chunked_loss(student: Rows, task: Task) -> Tensor:
    """The task's loss of the student's rows, with a gradient path to its logits, or to its states and output layer.

    0 where there are no rows. The gradients are made in the forward pass, so that it can go back once only.
    """
    if task.targets.shape[0] == 0:
        return student.states.sum() * 0
    return cast("Tensor", ChunkedLoss.apply(student.states, student.weight, student.bias, student, task))


class ChunkedLoss(torch.autograd.Function):
    """See `chunked_loss`."""

    @staticmethod
    @override
    def forward(
        ctx: Any, states: Tensor, weight: Tensor | None, bias: Tensor | None, student: Rows, task: Task
    ) -> Tensor:
        gradients = Gradients(student, *ctx.needs_input_grad[:3])
        count = task.targets.shape[0]
        total = torch.zeros((), dtype=torch.float64, device=states.device)
        size = max(1, min(MOST_ROWS_AT_ONCE, ELEMENTS_AT_ONCE // student.vocabulary))
        for start in range(0, count, size):
            rows = slice(start, min(start + size, count))
            loss, slope = look_at_rows(student.logits(rows), rows, task)
            total += loss.sum(dtype=torch.float64)
            gradients.add(rows, slope)
        ctx.gradients = gradients.finish(count)
        return (total / count).to(torch.promote_types(states.dtype, torch.float32))

    @staticmethod
    @override
    def backward(ctx: Any, *outputs: Tensor) -> tuple[Tensor | None, ...]:
        (scale,) = outputs
        gradients: tuple[Tensor | None, ...] = ctx.gradients
        ctx.gradients = ()
        if scale.item() != 1:
            for gradient in gradients:
                if gradient is not None:
                    gradient.mul_(scale)
        return (*gradients, None, None)
