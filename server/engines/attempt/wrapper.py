"""Runs one attempt and outlives everything that started it. Standard library only.

    wrapper.py DIR -- argv…

DIR is the truth about the attempt: `lock` (a second start ends at once), `start.json`, `heartbeat`, `out.log`,
`samples.jsonl` (memory of the process tree every second), `exit.json`; `stop` and `cancel` are wishes put there by others.
stop = ask the child to save and end (SIGTERM to it alone); cancel = INT, TERM, KILL to its group, then to what remains.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

POLL_SECONDS = 0.2
SAMPLE_SECONDS = 1.0
STEP_SECONDS = 5.0
STOP_GRACE_SECONDS = float(os.environ.get("STILLROOM_STOP_GRACE_SECONDS", "120"))
PR_SET_CHILD_SUBREAPER = 36


def now_ms() -> int:
    return int(time.time() * 1000)


def read_text(path: Path | str) -> str | None:
    try:
        return Path(path).read_text()
    except OSError:
        return None


def stat_fields(pid: int) -> list[str] | None:
    """Fields of /proc/PID/stat after the command name: [0] state, [1] parent, [2] group, [19] start ticks."""
    text = read_text(f"/proc/{pid}/stat")
    return None if text is None else text.rpartition(")")[2].split()


def become_subreaper() -> None:
    """Grandchildren in sessions of their own become ours when their parent dies, so that they can be ended too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def descendants(root: int) -> list[int]:
    """Processes below `root`, from /proc; empty where the platform has none."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        fields = stat_fields(int(entry.name))
        if fields is not None and fields[0] != "Z":
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, queue = [], [root]
    while queue:
        for pid in children.get(queue.pop(), []):
            found.append(pid)
            queue.append(pid)
    return found


def tree_rss_bytes(root: int) -> int | None:
    """Resident memory of everything below `root`, in bytes; pages that processes share count once for each."""
    page = os.sysconf("SC_PAGE_SIZE")
    sizes = [read_text(f"/proc/{pid}/statm") for pid in descendants(root)]
    found = [int(size.split()[1]) * page for size in sizes if size]
    return sum(found) if found else None


def gpu_sample() -> dict[str, float]:
    """Memory of the tree's processes on all GPUs and the highest utilisation; empty without nvidia-smi."""
    if shutil.which("nvidia-smi") is None:
        return {}
    query = ["nvidia-smi", "--format=csv,noheader,nounits"]
    try:
        used = subprocess.run([*query, "--query-compute-apps=pid,used_memory"], capture_output=True, text=True, timeout=5)
        busy = subprocess.run([*query, "--query-gpu=utilization.gpu"], capture_output=True, text=True, timeout=5)
        own = set(descendants(os.getpid()))
        rows = [line.split(",") for line in used.stdout.splitlines() if "," in line]
        mebibytes = [int(size) for pid, size in rows if int(pid) in own]
        utilization = [int(line) for line in busy.stdout.split()]
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return {}
    return {
        **({"memory/gpu_bytes": sum(mebibytes) * 2**20} if mebibytes else {}),
        **({"gpu/utilization": max(utilization) / 100} if utilization else {}),
    }


def oom_kills() -> int | None:
    """How often the kernel killed a process of this cgroup for memory; None where cgroup v2 is absent."""
    group = (read_text("/proc/self/cgroup") or "").strip().rpartition("::")[2]
    text = read_text(f"/sys/fs/cgroup{group}/memory.events")
    counts = [line.split()[1] for line in (text or "").splitlines() if line.startswith("oom_kill ")]
    return int(counts[0]) if counts else None


class Attempt:
    def __init__(self, folder: Path, argv: list[str]) -> None:
        self.folder = folder
        self.argv = argv
        self.child: subprocess.Popen[bytes] | None = None
        self.started_at = time.monotonic()
        self.peak_bytes: int | None = None
        self.hint = "exited"
        self.oom_before = oom_kills()

    def write_json(self, name: str, value: dict[str, Any], until_written: bool = False) -> None:
        """Writes a file whole: temporary name, fsync, rename. Tries again while the disk is full, if it must."""
        while True:
            try:
                temporary = self.folder / f".{name}.partial"
                with open(temporary, "w") as file:
                    json.dump(value, file)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(temporary, self.folder / name)
                return
            except OSError:
                if not until_written:
                    return
                time.sleep(1)

    def start(self) -> bool:
        # The child writes the log by itself: it then outlives this process too, and no pipe can break under it.
        with open(self.folder / "out.log", "ab", buffering=0) as log:
            try:
                self.child = subprocess.Popen(
                    self.argv, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
                )
            except OSError as error:
                log.write(f"Could not start {self.argv[0]}: {error}\n".encode())
                self.finish(None, None, "start-failed", str(error))
                return False
        fields = stat_fields(os.getpid())
        self.write_json(
            "start.json",
            {
                "pid": os.getpid(),
                "childPid": self.child.pid,
                "startTicks": int(fields[19]) if fields else None,
                "bootId": (read_text("/proc/sys/kernel/random/boot_id") or "").strip() or None,
                "startedAtMs": now_ms(),
                "argv": self.argv,
            },
            until_written=True,
        )
        return True

    def sample(self) -> None:
        rss = tree_rss_bytes(os.getpid())
        if rss is not None:
            self.peak_bytes = max(self.peak_bytes or 0, rss)
        seconds = round(time.monotonic() - self.started_at, 1)
        values = {**({"memory/rss_bytes": rss} if rss is not None else {}), **gpu_sample()}
        try:
            (self.folder / "heartbeat").write_text(str(now_ms()))
            if values:
                with open(self.folder / "samples.jsonl", "a") as file:
                    file.write(json.dumps({"atMs": now_ms(), "seconds": seconds, **values}) + "\n")
        except OSError:
            pass  # A full disk must not end the attempt; this one sample is lost and the next is tried.

    def wait(self, seconds: float) -> bool:
        """Waits for the child while sampling; True once it has ended."""
        assert self.child is not None
        until = time.monotonic() + seconds
        next_sample = 0.0
        while self.child.poll() is None:
            if time.monotonic() >= until:
                return False
            if time.monotonic() >= next_sample:
                self.sample()
                next_sample = time.monotonic() + SAMPLE_SECONDS
            if self.hint == "exited" and (self.folder / "cancel").exists():
                self.cancel()
            elif self.hint == "exited" and (self.folder / "stop").exists():
                self.stop()
            time.sleep(POLL_SECONDS)
        return True

    def stop(self) -> None:
        assert self.child is not None
        self.hint = "stopped"
        os.kill(self.child.pid, signal.SIGTERM)
        until = time.monotonic() + STOP_GRACE_SECONDS
        while time.monotonic() < until and not (self.folder / "cancel").exists():
            if self.wait(SAMPLE_SECONDS):
                return
        self.cancel()

    def cancel(self) -> None:
        assert self.child is not None
        self.hint = "cancelled"
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.child.pid, signum)
            except ProcessLookupError:
                return
            if self.wait(STEP_SECONDS):
                return

    def end_descendants(self) -> None:
        """Ends whatever the child left behind, also in sessions of its own."""
        for signum in (signal.SIGTERM, signal.SIGKILL):
            until = time.monotonic() + STEP_SECONDS
            rest = descendants(os.getpid())
            for pid in rest:
                try:
                    os.kill(pid, signum)
                except ProcessLookupError:
                    pass
            while descendants(os.getpid()) and time.monotonic() < until:
                try:
                    os.waitpid(-1, os.WNOHANG)
                except ChildProcessError:
                    pass
                time.sleep(0.05)

    def finish(self, code: int | None, signum: int | None, hint: str, message: str | None) -> None:
        after = oom_kills()
        self.write_json(
            "exit.json",
            {
                "exitCode": code,
                "signal": signal.Signals(signum).name if signum else None,
                "outcomeHint": hint,
                "endedAtMs": now_ms(),
                "oomKill": after is not None and self.oom_before is not None and after > self.oom_before,
                "peakRssBytes": self.peak_bytes,
                "message": message,
            },
            until_written=True,
        )

    def run(self) -> None:
        if (self.folder / "cancel").exists():
            self.finish(None, None, "cancelled", None)
            return
        if not self.start():
            return
        assert self.child is not None
        while not self.wait(3600):
            pass
        code = self.child.returncode
        self.end_descendants()
        self.finish(code if code >= 0 else None, -code if code < 0 else None, self.hint, None)


def main() -> int:
    if len(sys.argv) < 4 or sys.argv[2] != "--":
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    try:
        os.close(os.open(folder / "lock", os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        print(f"This attempt was started before: {folder}", file=sys.stderr)
        return 3
    for name in (signal.SIGINT, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: (folder / "cancel").touch())
    become_subreaper()
    Attempt(folder, sys.argv[3:]).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
