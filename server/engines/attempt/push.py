"""Sends what an attempt writes to the dashboard, where no folder is shared. Standard library only.

    push.py DIR      sends a folder whose wrapper has ended (with the environment of the attempt)

DIR is the buffer: what could not be sent stays there and is sent later. Files that only grow are sent from where the
dashboard has them; all others whole, once they have come to rest. `exit.json` goes last. Each answer brings the wishes
of people (`stop`, `cancel`) back, which are left in DIR for the wrapper.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import ssl
import sys
import threading
import time
import urllib.parse
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

ROUND_SECONDS = 1.0
HEARTBEAT_SECONDS = 5.0
REST_SECONDS = 3.0
LARGE_SHARE_SECONDS = 2.0
TIMEOUT_SECONDS = 30.0
CHUNK_BYTES = 4 * 2**20
SMALL_BYTES = 2**20
PATIENCE_SECONDS = float(os.environ.get("STILLROOM_PUSH_PATIENCE_SECONDS", "3600"))
GROWING = {"out.log", "samples.jsonl", "logging.jsonl"}
NOT_SENT = {"stop", "cancel", "plan.json", "wrapper.log"}
WISHES = ("stop", "cancel")


class GoneError(Exception):
    """The dashboard has no use for this attempt any more."""


class Answer(TypedDict):
    """What the dashboard has of the file now, in bytes, and what people wish."""

    size: int
    wishes: list[str]


class Dashboard:
    """One connection to the ingest endpoint of an attempt, opened anew when it breaks."""

    def __init__(self, url: str, token: str) -> None:
        self.parts = urllib.parse.urlsplit(url)
        self.headers = {"Authorization": f"Bearer {token}"}
        self.connection: http.client.HTTPConnection | None = None

    def open(self) -> http.client.HTTPConnection:
        host = self.parts.hostname or ""
        if self.parts.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(host, self.parts.port, timeout=TIMEOUT_SECONDS, context=context)
        return http.client.HTTPConnection(host, self.parts.port, timeout=TIMEOUT_SECONDS)

    def put(self, query: Mapping[str, str | int], body: bytes) -> Answer:
        """Sends a piece. OSError when it must be sent again."""
        path = f"{self.parts.path}?{urllib.parse.urlencode(query)}"
        try:
            self.connection = self.connection or self.open()
            self.connection.request("PUT", path, body, self.headers)
            answer = self.connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise OSError(f"The dashboard does not answer: {error}") from error
        if answer.status in (401, 403, 404, 410):
            raise GoneError(f"The dashboard refuses: {answer.status}")
        if answer.status not in (200, 409):
            raise OSError(f"The dashboard answers {answer.status}")
        told: Answer = json.loads(text)
        return told

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None


class Pusher(threading.Thread):
    """Keeps the dashboard's copy of a folder up to date until `finish`."""

    def __init__(self, folder: Path, dashboard: Dashboard) -> None:
        super().__init__(daemon=True)
        self.folder = folder
        self.dashboard = dashboard
        self.sizes: dict[str, int] = {}
        self.sent: dict[str, tuple[int, int]] = {}
        self.heartbeat_at = 0.0
        self.is_ending = threading.Event()
        self.is_gone = False

    def run(self) -> None:
        ends_at: float | None = None
        while not self.is_gone:
            if self.is_ending.is_set():
                ends_at = ends_at or time.monotonic() + PATIENCE_SECONDS
            try:
                is_done = self.round()
                if ends_at is not None and is_done:
                    return
            except GoneError:
                self.is_gone = True
                self.wish("cancel")
            except OSError:
                pass  # What could not be sent is still in the folder.
            if ends_at is not None and time.monotonic() > ends_at:
                return
            self.is_ending.wait(ROUND_SECONDS) if ends_at is None else time.sleep(0.2)

    def finish(self) -> None:
        """Waits until all was sent, as long as patience lasts."""
        self.is_ending.set()
        self.join()

    def round(self) -> bool:
        """One look at the folder; True when the dashboard has all of it."""
        files = self.list_files()
        for name in files:
            if Path(name).name in GROWING:
                self.send_growth(name)
        self.send_heartbeat()
        changed = [name for name in files if self.is_changed(name)]
        last = [name for name in changed if name == "exit.json"]
        others = sorted((name for name in changed if name != "exit.json"), key=self.size_of)
        until = time.monotonic() + LARGE_SHARE_SECONDS
        is_complete = True
        for name in others:
            is_complete = self.send_whole(name, until) and is_complete
        if not is_complete or (others and not self.is_ending.is_set()):
            return False
        return all(self.send_whole(name, None) for name in last)

    def list_files(self) -> list[str]:
        found: list[str] = []
        for root, folders, names in os.walk(self.folder):
            folders[:] = [name for name in folders if not name.startswith((".", "__"))]
            below = Path(root).relative_to(self.folder)
            found += [str(below / name) for name in names]
        return [name for name in found if name not in NOT_SENT and not Path(name).name.startswith(".")]

    def size_of(self, name: str) -> int:
        try:
            return (self.folder / name).stat().st_size
        except OSError:
            return 0

    def is_changed(self, name: str) -> bool:
        if Path(name).name in GROWING or name == "heartbeat":
            return False
        try:
            facts = (self.folder / name).stat()
        except OSError:
            return False
        return self.sent.get(name) != (facts.st_mtime_ns, facts.st_size)

    def send_growth(self, name: str) -> None:
        offset = self.sizes.get(name, 0)
        with (self.folder / name).open("rb") as file:
            while True:
                file.seek(offset)
                piece = file.read(CHUNK_BYTES)
                if not piece:
                    return
                answer = self.put({"path": name, "offset": offset}, piece)
                offset = min(answer["size"], offset + len(piece))
                self.sizes[name] = offset

    def send_heartbeat(self) -> None:
        if time.monotonic() - self.heartbeat_at < HEARTBEAT_SECONDS:
            return
        try:
            text = (self.folder / "heartbeat").read_bytes()
        except OSError:
            return
        self.put({"path": "heartbeat", "offset": 0, "total": len(text), "stamp": "h"}, text)
        self.heartbeat_at = time.monotonic()

    def send_whole(self, name: str, until: float | None) -> bool:
        """Sends a file as it is now; False when it still changes or time is up (the dashboard keeps the part)."""
        path = self.folder / name
        try:
            facts = path.stat()
        except OSError:
            return True
        age = time.time() - facts.st_mtime
        if facts.st_size > SMALL_BYTES and age < REST_SECONDS:
            return False
        stamp = f"{facts.st_mtime_ns}-{facts.st_size}"
        query = {"path": name, "total": facts.st_size, "stamp": stamp}
        with path.open("rb") as file:
            offset = self.put({**query, "offset": 0}, b"")["size"] if facts.st_size > SMALL_BYTES else 0
            while True:
                file.seek(offset)
                piece = file.read(min(CHUNK_BYTES, facts.st_size - offset))
                answer = self.put({**query, "offset": offset}, piece)
                offset = answer["size"]
                if offset >= facts.st_size:
                    break
                if until is not None and time.monotonic() > until:
                    return False
        now = path.stat()
        if (now.st_mtime_ns, now.st_size) != (facts.st_mtime_ns, facts.st_size):
            return False
        self.sent[name] = (facts.st_mtime_ns, facts.st_size)
        return True

    def put(self, query: Mapping[str, str | int], body: bytes) -> Answer:
        answer = self.dashboard.put(query, body)
        for name in answer.get("wishes", []):
            if name in WISHES:
                self.wish(name)
        return answer

    def wish(self, name: str) -> None:
        with contextlib.suppress(OSError):
            (self.folder / name).touch()


def pusher_of(folder: Path) -> Pusher | None:
    """The pusher of an attempt whose executor asks for one."""
    url, token = os.environ.get("STILLROOM_PUSH_URL"), os.environ.pop("STILLROOM_PUSH_TOKEN", None)
    return Pusher(folder, Dashboard(url, token)) if url and token else None


if __name__ == "__main__":
    pusher = pusher_of(Path(sys.argv[1]))
    if pusher is None:
        sys.exit("STILLROOM_PUSH_URL and STILLROOM_PUSH_TOKEN are not set")
    pusher.start()
    pusher.finish()
