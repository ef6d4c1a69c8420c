from __future__ import annotations

import errno
from pathlib import Path

import pytest
from download import RESERVE_BYTES, shortage_of
from hub_failures import failure_of
from hub_files import HubFile, done_bytes, is_weights, needed_files


def files_of(*paths: str) -> list[HubFile]:
    return [HubFile(path, 10, f"blob-{path}") for path in paths]


def paths_of(files: list[HubFile]) -> list[str]:
    return [file.path for file in files]


@pytest.mark.parametrize(
    ("there", "needed"),
    [
        (["config.json", "model.safetensors", "pytorch_model.bin"], ["config.json", "model.safetensors"]),
        (["a-00001-of-00002.bin", "a.bin.index.json"], ["a-00001-of-00002.bin", "a.bin.index.json"]),
        (["model.safetensors", "a.bin.index.json", "training_args.bin"], ["model.safetensors"]),
        (["model.safetensors", "model.gguf", "onnx/model.onnx", "tf_model.h5", "x.msgpack"], ["model.safetensors"]),
        (
            ["model.safetensors", "original/consolidated.00.pth", "tokenizer.model"],
            ["model.safetensors", "tokenizer.model"],
        ),
        (["pytorch_model.bin", "onnx/model.safetensors"], ["pytorch_model.bin"]),
        (["config.json", "model.gguf"], []),
    ],
)
def test_each_file_that_the_engine_loads_once(there: list[str], needed: list[str]) -> None:
    assert paths_of(needed_files(files_of(*there))) == needed


def test_weights_are_told_from_the_rest() -> None:
    assert [is_weights(path) for path in ("model.safetensors", "model.safetensors.index.json")] == [True, False]


def test_bytes_that_are_there(tmp_path: Path) -> None:
    files = files_of("config.json", "model.safetensors", "other.safetensors")
    (tmp_path / "blob-config.json").write_bytes(b"x" * 10)
    (tmp_path / "blob-model.safetensors.ab12.incomplete").write_bytes(b"x" * 4)
    (tmp_path / "blob-other.safetensors.old.incomplete").write_bytes(b"x" * 7)
    leftovers = {"blob-other.safetensors.old.incomplete"}
    assert done_bytes(files, tmp_path, leftovers) == (14, "model.safetensors")
    assert done_bytes(files, tmp_path / "none", set()) == (0, None)


def test_room_beside_the_download() -> None:
    assert shortage_of(0, 0) is None
    assert shortage_of(100, RESERVE_BYTES + 100) is None
    shortage = shortage_of(100, RESERVE_BYTES + 99)
    assert shortage is not None
    assert (shortage["reason"], shortage["neededBytes"]) == ("no-room", RESERVE_BYTES + 100)


def test_failures_are_told_by_what_led_to_them() -> None:
    error = FileNotFoundError("nothing cached")
    error.__cause__ = ConnectionResetError("reset by peer")
    assert failure_of(error) == {"reason": "no-network", "words": "nothing cached"}
    assert failure_of(OSError(errno.ENOSPC, "No space left on device"))["reason"] == "no-room"
    assert failure_of(ValueError("odd\nmore")) == {"reason": "other", "words": "odd"}
    assert failure_of(TimeoutError()) == {"reason": "no-network", "words": "TimeoutError"}
