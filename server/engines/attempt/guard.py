"""Starts the attempt wrapper and sees to it that nothing of the attempt outlives it on its node. Standard library only.

    guard.py WRAPPER DIR -- argv…
    guard.py --watch PID NAME=VALUE

A cluster that loses its daemon kills the wrapper, but not what the wrapper started in a session of its own, and a
dashboard on another machine cannot end that. So a second process waits for the wrapper's end and then ends whatever
still carries the attempt's mark. `--watch` does the same for another process and another mark.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
from pathlib import Path

from process_tree import process_names, stat_fields

MARKER = "STILLROOM_ATTEMPT"
POLL_SECONDS = 1.0
# A process that forks while the list is read is found in the next round.
ROUNDS = 5


def start_ticks(pid: int) -> int | None:
    """When a living process began; None when it is gone or a zombie."""
    fields = stat_fields(pid)
    return None if fields is None or fields[0] in (b"Z", b"X") else int(fields[19])


def marked(mark: str) -> list[int]:
    """Processes that carry `NAME=VALUE` in their environment, this one not among them."""
    found: list[int] = []
    for name in process_names():
        if int(name) == os.getpid():
            continue
        try:
            if mark.encode() in Path(f"/proc/{name}/environ").read_bytes().split(b"\0"):
                found.append(int(name))
        except OSError:
            pass
    return found


def sweep(mark: str) -> None:
    """Ends all that carries the mark."""
    for _ in range(ROUNDS):
        left = [pid for pid in marked(mark) if start_ticks(pid) is not None]
        if not left:
            return
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)


def holds(folder: Path, pid: int, ticks: int) -> bool:
    """Whether the attempt is that process's own: a second start gives up, and must not end the first one's work."""
    try:
        lock = json.loads((folder / "lock").read_text())
    except (OSError, ValueError):
        return False
    return lock.get("pid") == pid and lock.get("startTicks") == ticks


def wait_for_end(pid: int, ticks: int, folder: Path | None) -> bool:
    """Returns once the process is gone: whether what it left behind is to be ended."""
    is_own = folder is None
    while True:
        is_own = is_own or (folder is not None and holds(folder, pid, ticks))
        if start_ticks(pid) != ticks:
            return is_own
        time.sleep(POLL_SECONDS)


def detach() -> None:
    """Leaves session and output of the job, so that its end is not held up and does not end this process."""
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def watch(pid: int, mark: str, folder: Path | None) -> None:
    """Waits for the end of a process, then ends what carries its mark."""
    ticks = start_ticks(pid)
    if ticks is not None and wait_for_end(pid, ticks, folder):
        sweep(mark)


def main() -> None:
    """Watches over another process with `--watch`; becomes the wrapper otherwise, watched by a process of its own."""
    if sys.argv[1] == "--watch":
        detach()
        watch(int(sys.argv[2]), sys.argv[3], None)
        return
    wrapper, folder = Path(sys.argv[1]), Path(sys.argv[2])
    if not wrapper.is_file():
        print(f"The attempt wrapper is not there: {wrapper}", file=sys.stderr)
        sys.exit(2)
    own, mark = os.getpid(), os.environ.get(MARKER)
    if sys.platform == "linux" and mark is not None and os.fork() == 0:
        # Forked twice: as the wrapper's own child it would be taken for a part of the attempt.
        if os.fork() == 0:
            detach()
            watch(own, f"{MARKER}={mark}", folder)
        os._exit(0)
    if sys.platform == "linux" and mark is not None:
        os.wait()
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])


if __name__ == "__main__":
    main()
