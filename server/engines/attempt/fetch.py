"""Brings what an attempt needs from the dashboard onto a node that shares no folder with it, then becomes the wrapper.

    python -c CODE DIR -- argv…

Each file is laid under the path that it has there; one that is here already with its size and time is kept.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

TRIES = 30
TRY_AGAIN_SECONDS = 10


class InputFile(TypedDict):
    """A file that the attempt needs, as the dashboard lists it."""

    path: str
    sizeBytes: int
    modifiedAtMs: float


def ask(query: Mapping[str, str]) -> http.client.HTTPResponse:
    """Opens the dashboard's answer about the inputs of this attempt."""
    url = f"{os.environ['STILLROOM_PUSH_URL']}?{urllib.parse.urlencode(query)}"
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {os.environ['STILLROOM_PUSH_TOKEN']}"})
    answer: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=60)
    return answer


def is_here(file: InputFile) -> bool:
    """Whether the file lies here with its size and time."""
    try:
        facts = Path(file["path"]).stat()
    except OSError:
        return False
    return facts.st_size == file["sizeBytes"] and abs(facts.st_mtime * 1000 - file["modifiedAtMs"]) < 2


def bring(file: InputFile) -> None:
    """Fetches one file, which appears whole or not at all."""
    path = Path(file["path"])
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(f"{path}.{os.getpid()}.partial")
    with ask({"file": file["path"]}) as answer, partial.open("wb") as target:
        shutil.copyfileobj(answer, target, 2**20)
    if partial.stat().st_size != file["sizeBytes"]:
        raise OSError(f"{path} came only in part")
    os.utime(partial, (file["modifiedAtMs"] / 1000, file["modifiedAtMs"] / 1000))
    partial.replace(path)


def bring_all() -> None:
    """Fetches every input that is not here already."""
    with ask({"list": "inputs"}) as answer:
        files: list[InputFile] = json.load(answer)["files"]
    for file in files:
        if not is_here(file):
            bring(file)


def main() -> None:
    """Brings the inputs, waiting for a dashboard that does not answer, and goes on as the command."""
    directory, argv = sys.argv[1], sys.argv[3:]
    for left in reversed(range(TRIES)):
        try:
            bring_all()
            break
        except urllib.error.HTTPError as error:
            if error.code < 500 or left == 0:
                sys.exit(f"The dashboard does not hand over the inputs: {error}")
        except (OSError, ValueError, http.client.HTTPException) as error:
            if left == 0:
                sys.exit(f"The inputs could not be fetched from the dashboard: {error}")
        time.sleep(TRY_AGAIN_SECONDS)
    Path(directory).mkdir(parents=True, exist_ok=True)
    os.chdir(directory)
    os.execv(argv[0], argv)


main()
