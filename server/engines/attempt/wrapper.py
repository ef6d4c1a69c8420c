"""Runs one attempt and outlives everything that started it. Standard library only.

    wrapper.py DIR -- argv…

DIR is the truth about the attempt: `lock` (a second start ends at once), `start.json`, `heartbeat`, `out.log`,
`samples.jsonl` (memory of the process tree every second), `exit.json`; `stop` and `cancel` are wishes that others put
there. stop = ask the child to save and end (SIGTERM to it alone); cancel = INT, TERM, KILL to its group, then to what
remains. Where STILLROOM_CLUSTER names a cluster, its signals (USR1 before the time limit, TERM) and the loss of its
supervisor are a stop too, and the attempt ends as `taken-away`.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from process_tree import GpuWatch, ProcessTree, descendants, oom_kills, own_identity, process_table
from push import pusher_of
from signals import ignore, send, signal_name

POLL_SECONDS = 0.2
SAMPLE_SECONDS = 1.0
STEP_SECONDS = 5.0
STOP_GRACE_SECONDS = float(os.environ.get("STILLROOM_STOP_GRACE_SECONDS", "120"))
CLUSTER = os.environ.get("STILLROOM_CLUSTER")
LATE_SIGNAL_SECONDS = 0.3
# A launcher takes a while to notice that one of its processes was killed and to end the others.
OOM_WINDOW_SECONDS = 120.0
HELD_BACK_BYTES = 4 * 2**20
PR_SET_CHILD_SUBREAPER = 36


def now_ms() -> int:
    """Milliseconds since 1970."""
    return int(time.time() * 1000)


def become_subreaper() -> None:
    """Grandchildren in sessions of their own become ours when their parent dies, so that they can be ended too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


class Attempt:
    """The child, what was asked of it and what is known about it."""

    def __init__(self, folder: Path, argv: list[str]) -> None:
        self.folder = folder
        self.argv = argv
        self.child: subprocess.Popen[bytes] | None = None
        self.started_at = time.monotonic()
        self.peak_bytes: int | None = None
        self.hint = "exited"
        self.is_told_to_cancel = False
        self.taken_away: str | None = None
        self.parent = os.getppid()
        self.steps = [signal.SIGINT, signal.SIGTERM, signal.SIGKILL]
        self.next_step_at: float | None = None
        self.unwritten = b""
        self.start_facts: dict[str, object] | None = None
        self.tree = ProcessTree(os.getpid())
        self.gpu = GpuWatch(self.tree)
        self.oom_count = oom_kills()
        self.oom_at: float | None = None
        self.is_disk_full = False

    def write_json(self, name: str, value: Mapping[str, object]) -> bool:
        """Writes a file whole: temporary name, fsync, rename. False when the disk does not take it now."""
        temporary = self.folder / f".{name}.partial"
        try:
            with temporary.open("w") as file:
                json.dump(value, file)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self.folder / name)
        except OSError as error:
            self.is_disk_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            return False
        return True

    def start(self) -> None:
        # The child holds the log itself instead of a pipe to this process: it then outlives even a kill -9 of this
        # process without a broken pipe. The price: on a full disk the child's own writes fail, as its checkpoints
        # would.
        with (self.folder / "out.log").open("ab", buffering=0) as log:
            try:
                self.child = subprocess.Popen(
                    self.argv, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
                )
            except OSError as error:
                log.write(f"Could not start {self.argv[0]}: {error}\n".encode())
                raise
        times = {"childPid": self.child.pid, "pgid": self.child.pid, "startedAtMs": now_ms(), "argv": self.argv}
        self.start_facts = {**own_identity(), **times}

    def watch_oom(self) -> None:
        """Notes when the kernel killed something for memory; the count may be of the whole machine, so that only a kill
        shortly before the end speaks of this attempt."""
        count = oom_kills()
        if count is not None and self.oom_count is not None and count > self.oom_count:
            self.oom_count, self.oom_at = count, time.monotonic()

    def sample(self) -> None:
        self.watch_oom()
        rss = self.tree.rss_bytes()
        values: dict[str, float] = {**({} if rss is None else {"memory/rss_bytes": rss}), **self.gpu.values}
        self.peak_bytes = max(self.peak_bytes or 0, rss or 0) or None
        seconds = round(time.monotonic() - self.started_at, 1)
        line = json.dumps({"atMs": now_ms(), "seconds": seconds, **values}) + "\n" if values else ""
        if len(self.unwritten) < HELD_BACK_BYTES:
            self.unwritten += line.encode()
        try:
            (self.folder / "heartbeat").write_text(str(now_ms()))
            file = os.open(self.folder / "samples.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        except OSError:
            return  # A full disk must not end the attempt: what is unwritten is kept and tried again.
        try:
            self.unwritten = self.unwritten[os.write(file, self.unwritten) :]
        except OSError:
            pass
        finally:
            os.close(file)

    def follow_wishes(self, child: int) -> None:
        """Begins or goes on with the end that was asked for; a cancel overtakes a stop that is still saving."""
        now = time.monotonic()
        if CLUSTER is not None and self.taken_away is None and os.getppid() != self.parent:
            self.taken_away = f"{CLUSTER}'s supervisor of the job is gone"
        if self.hint != "cancelled" and (self.is_told_to_cancel or (self.folder / "cancel").exists()):
            self.hint, self.next_step_at = "cancelled", now
        elif self.hint == "exited" and (self.taken_away is not None or (self.folder / "stop").exists()):
            self.hint = "stopped" if self.taken_away is None else "taken-away"
            self.next_step_at = now + STOP_GRACE_SECONDS
            send(child, signal.SIGTERM)
        if self.next_step_at is not None and now >= self.next_step_at and self.steps:
            self.hint = "taken-away" if self.hint == "taken-away" else "cancelled"
            self.next_step_at = now + STEP_SECONDS
            send(child, self.steps.pop(0), to_group=True)

    def reap_adopted(self) -> None:
        """Collects ended grandchildren that became ours; never the child itself, whose status is still wanted."""
        ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT) if hasattr(os, "waitid") else None
        if ended is not None and self.child is not None and ended.si_pid != self.child.pid:
            os.waitpid(ended.si_pid, os.WNOHANG)

    def supervise(self) -> int:
        """Looks after the child until it has ended; returns its code, negative for a signal."""
        assert self.child is not None
        self.gpu.start()
        next_sample = 0.0
        while self.child.poll() is None:
            if self.start_facts is not None and self.write_json("start.json", self.start_facts):
                self.start_facts = None
            if time.monotonic() >= next_sample:
                next_sample = time.monotonic() + SAMPLE_SECONDS
                self.sample()
                self.reap_adopted()
            self.follow_wishes(self.child.pid)
            self.wait_for_child()
        self.sample()
        return self.child.returncode

    def wait_for_child(self) -> None:
        """Sleeps until the child ends, a short time at most."""
        assert self.child is not None
        try:
            # Where there are no such files, Popen looks up to twenty times a second instead.
            watched = os.pidfd_open(self.child.pid)
        except (AttributeError, OSError):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.child.wait(POLL_SECONDS)
            return
        try:
            select.select([watched], [], [], POLL_SECONDS)
        finally:
            os.close(watched)

    def end_descendants(self) -> None:
        """Ends whatever the child left behind: its group, and processes in sessions of their own."""
        assert self.child is not None
        for signum in (signal.SIGTERM, signal.SIGKILL):
            until = time.monotonic() + STEP_SECONDS
            told: set[int] = set()
            while time.monotonic() < until:
                rest = descendants(os.getpid(), process_table()) if sys.platform == "linux" else []
                send(self.child.pid, signum, to_group=True)
                for pid in set(rest) - told:
                    send(pid, signum)
                told.update(rest)
                try:
                    while os.waitpid(-1, os.WNOHANG)[0] != 0:
                        pass
                except ChildProcessError:
                    break
                time.sleep(0.05)

    def finish(self, code: int | None, hint: str, message: str | None) -> None:
        self.watch_oom()
        is_oom = self.oom_at is not None and time.monotonic() - self.oom_at < OOM_WINDOW_SECONDS
        end: dict[str, object] = {
            "exitCode": code if code is not None and code >= 0 else None,
            "signal": signal_name(-code) if code is not None and code < 0 else None,
            "outcomeHint": hint,
            "endedAtMs": now_ms(),
            "oomKill": is_oom,
            "peakRssBytes": self.peak_bytes,
            "message": message,
        }
        while not self.write_json("exit.json", end):
            # The child's own word of it had no room in the log either.
            if self.is_disk_full:
                end["diskFull"] = True
            time.sleep(SAMPLE_SECONDS)

    def run(self) -> None:
        if (self.folder / "cancel").exists():
            self.finish(None, "cancelled", None)
            return
        try:
            self.start()
        except OSError as error:
            self.finish(None, "start-failed", f"Could not start {self.argv[0]}: {error}")
            return
        code = self.supervise()
        # Who told this process to end may have told the child too, which was quicker to follow.
        if self.hint == "exited" and self.is_told_to_cancel:
            self.hint = "cancelled"
        elif self.hint == "exited" and self.taken_away is not None:
            self.hint = "taken-away"
        self.gpu.is_ended = True
        self.end_descendants()
        if CLUSTER is not None and self.hint == "exited":
            # The cluster signals all processes, and the child may have ended before this one heard of it.
            time.sleep(LATE_SIGNAL_SECONDS)
            self.hint = "exited" if self.taken_away is None else "taken-away"
        self.finish(code, self.hint, self.taken_away if self.hint == "taken-away" else None)

    def on_term(self, *_: object) -> None:
        if CLUSTER is None:
            self.is_told_to_cancel = True
        else:
            self.taken_away = self.taken_away or f"{CLUSTER} ended the job"

    def on_time_limit(self, *_: object) -> None:
        self.taken_away = self.taken_away or f"{CLUSTER}'s time limit for the job was reached"


def main() -> int:
    """Takes the attempt and runs it; the code to exit with."""
    if len(sys.argv) < 4 or sys.argv[2] != "--":
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    try:
        lock = os.open(folder / "lock", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    except FileExistsError:
        print(f"This attempt was started before: {folder}", file=sys.stderr)
        return 3
    except OSError as error:
        print(f"The attempt's folder cannot be used: {error}", file=sys.stderr)
        return 4
    # The lock holds by being there; what it says only helps to tell "starting" from "lost".
    with contextlib.suppress(OSError):
        os.write(lock, json.dumps(own_identity()).encode())
    os.close(lock)
    attempt = Attempt(folder, sys.argv[3:])
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, ignore)
    signal.signal(signal.SIGTERM, attempt.on_term)
    if CLUSTER is not None:
        signal.signal(signal.SIGUSR1, attempt.on_time_limit)
    become_subreaper()
    pusher = pusher_of(folder)
    if pusher is not None:
        pusher.start()
    attempt.run()
    if pusher is not None:
        pusher.finish()
    return 0


if __name__ == "__main__":
    sys.exit(main())
