"""Soft labels on disk: shards of safetensors that appear whole or not at all, and a look-up by the tokens of a row.

A shard holds `logprobs` [N, K] float32 at temperature 1, `indices` [N, K] int32 (absent where the whole vocabulary is
stored), `offsets` [rows + 1] int64 and, in its metadata, the key of each row. N counts the tokens that are predicted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

from stillroom_distillation.rows import TeacherRows
from stillroom_distillation.shards import complete, partial_of

IGNORED = -100


def row_key(input_ids: Sequence[int], labels: Sequence[int]) -> str:
    """SHA-256 of a row's tokens and of which of them are predicted; equal for rows that were tokenised alike."""
    ids = torch.tensor(list(input_ids), dtype=torch.int32)
    is_predicted = torch.tensor([label != IGNORED for label in labels], dtype=torch.uint8)
    return hashlib.sha256(ids.numpy().tobytes() + is_predicted.numpy().tobytes()).hexdigest()


def shard_name(number: int) -> str:
    """File name of a shard; sorted by name, shards are sorted by number."""
    return f"labels-{number:05d}.safetensors"


def write_shard(path: Path, keys: list[str], rows: list[TeacherRows]) -> int:
    """Writes one shard; returns its size in bytes."""
    offsets = torch.tensor([0, *(row.logits.shape[0] for row in rows)]).cumsum(0)
    tensors = {"offsets": offsets, "logprobs": torch.cat([row.logits for row in rows]).contiguous()}
    if rows[0].indices is not None:
        tensors["indices"] = torch.cat([row.indices for row in rows if row.indices is not None]).int().contiguous()
    save_file(tensors, partial_of(path), metadata={"keys": json.dumps(keys)})
    complete(path)
    return path.stat().st_size


class SoftLabels:
    """Finds the labels of a row in any of several folders; reads only what is asked for."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.places: dict[str, tuple[Path, int, int]] = {}
        for shard in sorted(path for folder in folders for path in folder.glob("labels-*.safetensors")):
            with safe_open(shard, framework="pt") as file:
                offsets = cast("list[int]", file.get_tensor("offsets").tolist())
                keys: list[str] = json.loads(file.metadata()["keys"])
            for key, start, end in zip(keys, offsets[:-1], offsets[1:], strict=True):
                self.places[key] = (shard, start, end)
        if not self.places:
            raise SystemExit("bad-data: there are no soft labels to train from")

    def __len__(self) -> int:
        return len(self.places)

    def find(self, key: str) -> TeacherRows | None:
        """Labels of the row with this key, or None when the teacher has not labelled it."""
        place = self.places.get(key)
        if place is None:
            return None
        shard, start, end = place
        with safe_open(shard, framework="pt") as file:
            logprobs = file.get_slice("logprobs")[start:end]
            indices = file.get_slice("indices")[start:end] if "indices" in set(file.keys()) else None
        return TeacherRows(logprobs, indices)


def join_rows(rows: list[TeacherRows], device: torch.device) -> TeacherRows:
    """The labels of several rows one after the other."""
    logits = torch.cat([row.logits for row in rows]).to(device)
    if rows[0].indices is None:
        return TeacherRows(logits)
    indices: list[Tensor] = [row.indices for row in rows if row.indices is not None]
    return TeacherRows(logits, torch.cat(indices).to(device))
