"""Which files of a hub's model are downloaded: those that the engine loads, each of them once."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple


class HubFile(NamedTuple):
    """A file of a model by its path there; `blob` is the name of its content in Hugging Face's cache."""

    path: str
    size_bytes: int
    blob: str


# The same weights in forms that the engine does not load, and what no model needs.
OTHER_FORMS = (
    *("*.gguf", "*.ggml", "*.onnx", "*.onnx_data", "*.h5", "*.msgpack", "*.ot", "*.tflite", "*.pth", "*.pt", "*.zip"),
    *("onnx/*", "openvino/*", "coreml/*", "consolidated*", "original/*", "*.safetensors.md", ".gitattributes"),
)
WEIGHTS = ("*.safetensors", "*.bin")


def is_weights(path: str) -> bool:
    """True for a file of weights, which comes after all others, so that a folder with weights has the rest."""
    return any(fnmatch(path, pattern) for pattern in WEIGHTS)


def needed_files(files: list[HubFile]) -> list[HubFile]:
    """Safetensors instead of .bin where both are there, and no other form; nothing where no weights are among them."""
    loaded = [file for file in files if not any(fnmatch(file.path, pattern) for pattern in OTHER_FORMS)]
    if any(fnmatch(file.path, "*.safetensors") and "/" not in file.path for file in loaded):
        loaded = [file for file in loaded if not fnmatch(file.path, "*.bin") and ".bin.index." not in file.path]
    return loaded if any(is_weights(file.path) for file in loaded) else []


def done_bytes(files: list[HubFile], blobs: Path, leftovers: set[str]) -> tuple[int, str | None]:
    """Bytes of the files that lie in Hugging Face's cache by now, and the file on its way.

    `leftovers` are the parts of an earlier download, which do not count.
    """
    done, current = 0, None
    parts = {path.name: path for path in blobs.glob("*.incomplete") if path.name not in leftovers}
    for file in files:
        if (blobs / file.blob).exists():
            done += file.size_bytes
            continue
        for name, path in parts.items():
            if name.startswith(f"{file.blob}."):
                current = current or file.path
                done += min(size_of(path), file.size_bytes)
    return done, current


def size_of(path: Path) -> int:
    """Bytes of a file; none where it is gone."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
