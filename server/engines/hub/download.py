"""Looks at a model of a hub, or downloads it into the hub's own cache: `download.py look|get HUB MODEL`.

`look` prints one JSON object. `get` writes `progress.json` twice a second and `end.json` at last into its folder.
Whole files stay when it is ended; the next `get` goes on with the others.
"""

from __future__ import annotations

import glob
import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from hub_failures import failure_of
from hub_files import HubFile, is_weights
from hubs import HUBS, Hub

RESERVE_BYTES = 256 * 2**20
LOOK_SECONDS = 0.5
PAUSES_SECONDS = (1, 5)


def write_json(name: str, value: Mapping[str, object]) -> None:
    """Writes a file whole. A disk that takes nothing now takes it the next time."""
    try:
        draft = Path(f".{name}.partial")
        draft.write_text(json.dumps(value), encoding="utf-8")
        draft.replace(name)
    except OSError:
        return


def free_bytes(folder: Path) -> int:
    """What is free on the disk of a folder that may not be there yet."""
    there = next(path for path in [folder, *folder.parents] if path.exists())
    return shutil.disk_usage(there).free


def shortage_of(needed_bytes: int, free: int) -> dict[str, object] | None:
    """The failure where a download would not leave some room beside it."""
    needed = needed_bytes + RESERVE_BYTES
    if needed_bytes == 0 or needed <= free:
        return None
    return {"reason": "no-room", "words": "", "neededBytes": needed, "freeBytes": free}


class Progress:
    """Tells twice a second how far a download is."""

    def __init__(self, hub: Hub, files: list[HubFile]) -> None:
        self.hub = hub
        self.files = files
        self.total = sum(file.size_bytes for file in files)
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.tell_until_end, daemon=True)

    def tell(self) -> None:
        done, file = self.hub.done(self.files)
        write_json("progress.json", {"doneBytes": done, "totalBytes": self.total, "file": file})

    def tell_until_end(self) -> None:
        while not self.ended.wait(LOOK_SECONDS):
            self.tell()

    def __enter__(self) -> None:
        self.tell()
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()
        self.tell()


def download(hub: Hub) -> dict[str, object]:
    """Downloads what is needed, weights last; returns the folder of the model or why there is none."""
    files = hub.files()
    if not files:
        return {"failure": {"reason": "no-weights", "words": ""}}
    done, _ = hub.done(files)
    shortage = shortage_of(sum(file.size_bytes for file in files) - done, free_bytes(hub.cache))
    if shortage is not None:
        return {"failure": shortage}
    folder = ""
    with Progress(hub, files):
        for wanted in (False, True):
            names = [glob.escape(file.path) for file in files if is_weights(file.path) == wanted]
            if names:
                folder = fetch(hub, names)
    return {"path": folder}


def fetch(hub: Hub, names: list[str]) -> str:
    """Downloads files, and the rest again where the line broke: the libraries themselves give up at a reset."""
    for pause_seconds in PAUSES_SECONDS:
        try:
            return hub.fetch(names)
        except Exception as error:
            if failure_of(error)["reason"] != "no-network":
                raise
            time.sleep(pause_seconds)
    return hub.fetch(names)


def look(hub: Hub) -> dict[str, object]:
    """The bytes that a download would take, or why that is not known."""
    files = hub.files()
    if not files:
        return {"failure": {"reason": "no-weights", "words": ""}}
    hub.assert_open(files)
    return {"sizeBytes": sum(file.size_bytes for file in files)}


def main() -> None:
    """Does what it is asked; every failure is an answer."""
    wish, name, model = sys.argv[1:]
    hub = HUBS[name](model)
    if wish == "look":
        try:
            answer = look(hub)
        except Exception as error:
            answer = {"failure": failure_of(error)}
        print(json.dumps(answer), flush=True)
        return
    # The libraries' threads would go on downloading after an exception in this one.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end_with(hub))
    try:
        ending = download(hub)
    except Exception as error:
        ending = {"failure": failure_of(error)}
    write_json("end.json", ending)
    sys.exit(0 if "path" in ending else 1)


def end_with(hub: Hub) -> Callable[[int, object], None]:
    """A handler of signals that leaves no half file that nothing would ever use."""

    def end(*_: object) -> None:
        hub.drop_parts()
        os._exit(130)

    return end


if __name__ == "__main__":
    main()
