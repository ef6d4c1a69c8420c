"""What the processes of a training agree on: figures that are logged beside its loss, and its end."""

from __future__ import annotations

import torch
import torch.distributed as dist


def join_means(own: dict[str, tuple[float, int]]) -> dict[str, float]:
    """Means of figures from the sums and counts of all processes; one that noted no value of a key adds none to it."""
    all_processes = [own]
    if dist.is_available() and dist.is_initialized() and dist.get_world_size() > 1:
        all_processes = [own for _ in range(dist.get_world_size())]
        dist.all_gather_object(all_processes, own)
    totals: dict[str, tuple[float, int]] = {}
    for figures in all_processes:
        for key, (total, count) in figures.items():
            before, already = totals.get(key, (0.0, 0))
            totals[key] = (before + total, already + count)
    return {key: round(total / count, 8) for key, (total, count) in sorted(totals.items()) if count > 0}


def is_asked_anywhere(is_asked: bool, device: torch.device) -> bool:
    """Whether any process was asked to end: a checkpoint is written by all of them together, at the same step."""
    if not dist.is_available() or not dist.is_initialized() or dist.get_world_size() == 1:
        return is_asked
    flag = torch.tensor(float(is_asked), device=device)
    dist.all_reduce(flag, op=dist.ReduceOp.MAX)
    return bool(flag.item())
