"""Files of results that appear one by one, each whole or not at all, and what is told of them."""

from __future__ import annotations

import json
import os
from pathlib import Path


def partial_of(path: Path) -> Path:
    """Where a file is written until it is whole."""
    return path.with_name(path.name + ".partial")


def complete(path: Path) -> None:
    """Gives a file that was written at `partial_of` its name, once it is on the disk."""
    partial = partial_of(path)
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(path)


def take_over(earlier: Path, folder: Path, pattern: str) -> None:
    """Links the whole shards of an earlier attempt; those that are there already stay."""
    for shard in earlier.glob(pattern):
        if not (folder / shard.name).exists():
            os.link(shard, folder / shard.name)


def tell(file: Path, line: dict[str, float | str]) -> None:
    """Adds a line of figures for the runner, which follows the file."""
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")
