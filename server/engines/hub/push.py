"""Uploads a model folder to a hub: `push.py HUB FOLDER REPOSITORY PRIVATE TOKEN_FILE`.

The token file is removed as soon as it has been read, so that no token outlives its one use.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def take_token(file: Path) -> str:
    """The token, which is there once only."""
    try:
        token = file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        sys.exit("The token is gone: it is kept for one attempt. Start the push again and enter it")
    file.unlink()
    return token


def push_huggingface(folder: Path, repository: str, private: bool, token: str) -> str:
    """Makes the repository unless it is there and uploads the folder in one commit; returns its address."""
    from huggingface_hub import HfApi

    api = HfApi(token=token)
    api.create_repo(repository, private=private, exist_ok=True)
    info = api.upload_folder(repo_id=repository, folder_path=folder, commit_message="Upload a distilled student")
    return info.commit_url


def push_modelscope(folder: Path, repository: str, private: bool, token: str) -> str:
    """The same on ModelScope."""
    from modelscope.hub.api import HubApi

    api = HubApi()
    api.create_repo(repository, token=token, visibility="private" if private else "public", exist_ok=True)
    api.upload_folder(repo_id=repository, folder_path=str(folder), token=token)
    return f"https://modelscope.cn/models/{repository}"


def main() -> None:
    """Uploads and prints the address."""
    hub, folder, repository, private, token_file = sys.argv[1:]
    token = take_token(Path(token_file))
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        os.environ.pop(name, None)
    push = {"huggingface": push_huggingface, "modelscope": push_modelscope}[hub]
    print("Pushed to", push(Path(folder), repository, private == "private", token), flush=True)


if __name__ == "__main__":
    main()
