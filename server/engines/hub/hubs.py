"""The two hubs through their own libraries: what a model consists of, and its download into their caches."""

from __future__ import annotations

import contextlib
import glob
from pathlib import Path
from typing import ClassVar, Protocol

from hub_files import HubFile, done_bytes, needed_files, size_of

# More only takes memory: one stream fills most lines.
WORKERS = 2


class Hub(Protocol):
    """One model of a hub."""

    cache: Path

    def files(self) -> list[HubFile]:
        """What a download takes."""
        ...

    def assert_open(self, files: list[HubFile]) -> None:
        """Raises what a download would, where the hub shows the names of files but does not give them out."""
        ...

    def done(self, files: list[HubFile]) -> tuple[int, str | None]:
        """Bytes that are there by now, and the file on its way."""
        ...

    def fetch(self, names: list[str]) -> str:
        """Downloads files by patterns of their names; returns the folder."""
        ...

    def drop_parts(self) -> None:
        """Removes files that this process has begun."""
        ...


class HuggingFace:
    """A model of the Hugging Face hub, or of what HF_ENDPOINT names."""

    def __init__(self, model: str) -> None:
        from huggingface_hub import constants
        from huggingface_hub.file_download import repo_folder_name

        self.model = model
        self.cache = Path(constants.HF_HUB_CACHE)
        self.blobs = self.cache / repo_folder_name(repo_id=model, repo_type="model") / "blobs"
        # Of a download that was killed: its library names each part anew and never comes back to one.
        self.leftovers = {path.name for path in self.blobs.glob("*.incomplete")}

    def files(self) -> list[HubFile]:
        from huggingface_hub import HfApi
        from huggingface_hub.hf_api import RepoFile

        entries = HfApi().list_repo_tree(self.model, recursive=True)
        return needed_files(
            [
                HubFile(entry.path, entry.size, entry.lfs.sha256 if entry.lfs else entry.blob_id)
                for entry in entries
                if isinstance(entry, RepoFile)
            ]
        )

    def assert_open(self, files: list[HubFile]) -> None:
        import huggingface_hub

        huggingface_hub.get_hf_file_metadata(huggingface_hub.hf_hub_url(self.model, files[0].path))

    def done(self, files: list[HubFile]) -> tuple[int, str | None]:
        return done_bytes(files, self.blobs, self.leftovers)

    def fetch(self, names: list[str]) -> str:
        import huggingface_hub

        return huggingface_hub.snapshot_download(self.model, allow_patterns=names, max_workers=WORKERS)

    def drop_parts(self) -> None:
        for path in self.blobs.glob("*.incomplete"):
            if path.name not in self.leftovers:
                with contextlib.suppress(OSError):
                    path.unlink()


class ModelScope:
    """A model of ModelScope, which takes up half files again by itself."""

    counted: ClassVar[dict[str, int]] = {}

    def __init__(self, model: str) -> None:
        from modelscope_hub import HubConfig

        self.model = model
        self.cache = Path(HubConfig().cache_dir)
        self.snapshot = self.cache / "models" / model.replace("/", "--") / "snapshots" / "master"

    def files(self) -> list[HubFile]:
        from modelscope.hub.api import HubApi

        entries = HubApi().get_model_files(self.model, recursive=True)
        return needed_files([HubFile(entry["Path"], entry["Size"], "") for entry in entries])

    def assert_open(self, files: list[HubFile]) -> None:
        del files

    def done(self, files: list[HubFile]) -> tuple[int, str | None]:
        done, current = 0, None
        for file in files:
            target = self.snapshot / file.path
            # One stream writes beside the file, several write its ranges there.
            part = sum(size_of(path) for path in target.parent.glob(f"{glob.escape(target.name)}[._]*"))
            done += min(size_of(target) or part, file.size_bytes)
            if part > 0 and current is None and not target.exists():
                current = file.path
        return done, current

    def fetch(self, names: list[str]) -> str:
        from modelscope import snapshot_download

        return snapshot_download(self.model, allow_patterns=names, max_workers=WORKERS)

    def drop_parts(self) -> None:
        pass


HUBS: dict[str, type[HuggingFace | ModelScope]] = {"huggingface": HuggingFace, "modelscope": ModelScope}
