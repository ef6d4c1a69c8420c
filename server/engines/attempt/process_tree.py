"""What runs below a process: its tree, memory and GPU use. Standard library only, shared by wrapper and drivers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

GPU_SAMPLE_SECONDS = 1.0
SCAN_SHARE = 0.002
STAT_BYTES = 4096
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class Identity(TypedDict):
    """What tells a process from a later one with the same pid."""

    pid: int
    startTicks: int | None
    bootId: str | None
    pidNamespace: str | None


def read_text(path: Path | str) -> str | None:
    """The file's text; None where it cannot be read."""
    try:
        return Path(path).read_text()
    except OSError:
        return None


def stat_fields(pid: int) -> list[bytes] | None:
    """Fields of /proc/PID/stat after the name: [0] state, [1] parent, [2] group, [19] start ticks, [21] pages."""
    # Bare system calls: a host may have thousands of processes, and all are read every second.
    try:
        file = os.open(f"/proc/{pid}/stat", os.O_RDONLY)
    except OSError:
        return None
    try:
        return os.read(file, STAT_BYTES).rpartition(b")")[2].split()
    except OSError:
        return None
    finally:
        os.close(file)


def process_facts(pid: int) -> tuple[int, int] | None:
    """Parent and resident bytes of a living process; None for one that has ended, reaped or not."""
    fields = stat_fields(pid)
    if fields is None or len(fields) < 22 or fields[0] in (b"Z", b"X"):
        return None
    return int(fields[1]), int(fields[21]) * PAGE_BYTES


def own_identity() -> Identity:
    """The identity of this process; null where the platform has no /proc."""
    fields = stat_fields(os.getpid())
    boot_id = (read_text("/proc/sys/kernel/random/boot_id") or "").strip() or None
    try:
        namespace = str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        namespace = None
    ticks = int(fields[19]) if fields else None
    return {"pid": os.getpid(), "startTicks": ticks, "bootId": boot_id, "pidNamespace": namespace}


def process_names() -> Iterator[str]:
    """The folders of /proc that stand for processes, by name: their pids."""
    with os.scandir("/proc") as entries:
        for entry in entries:
            if entry.name.isdigit():
                yield entry.name


def process_table() -> dict[int, tuple[int, int]]:
    """Parent and resident bytes of every living process, by pid; from /proc, or from `ps` where there is none."""
    table: dict[int, tuple[int, int]] = {}
    if sys.platform != "linux":
        try:
            listed = subprocess.run(
                ["ps", "-axo", "pid=,ppid=,rss="], capture_output=True, text=True, timeout=5, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return table
        rows = [line.split() for line in listed.stdout.splitlines()]
        return {int(pid): (int(parent), int(rss) * 1024) for pid, parent, rss in rows}
    for name in process_names():
        facts = process_facts(int(name))
        if facts is not None:
            table[int(name)] = facts
    return table


def descendants(root: int, table: dict[int, tuple[int, int]]) -> list[int]:
    """Pids of all that is below `root`, itself not among them."""
    children: dict[int, list[int]] = {}
    for pid, (parent, _) in table.items():
        children.setdefault(parent, []).append(pid)
    found: list[int] = []
    queue = [root]
    while queue:
        below = children.get(queue.pop(), [])
        found.extend(below)
        queue.extend(below)
    return found


def oom_kills() -> int | None:
    """How often the kernel killed a process for memory, in this cgroup, else on the machine; None if neither tells."""
    group = (read_text("/proc/self/cgroup") or "").strip().rpartition("::")[2]
    for path in (f"/sys/fs/cgroup{group}/memory.events", "/proc/vmstat"):
        for line in (read_text(path) or "").splitlines():
            if line.startswith("oom_kill "):
                return int(line.split()[1])
    return None


class ProcessTree:
    """The processes below `root`, and with `counts_root` that one too.

    All processes of the host are read for at most 0.2 % of the time: on a host with thousands a new one is seen some
    seconds late, while those that are known are always looked at.
    """

    def __init__(self, root: int, counts_root: bool = False) -> None:
        self.root = root
        self.counts_root = counts_root
        self.pids: list[int] = []
        self.next_scan = 0.0

    def rss_bytes(self) -> int | None:
        """Resident bytes now; pages that processes share count once for each. None where nothing is seen."""
        if sys.platform == "linux" and time.monotonic() < self.next_scan:
            known = [facts for pid in self.members() if (facts := process_facts(pid)) is not None]
            if known:
                return sum(size for _, size in known)
        started = time.monotonic()
        table = process_table()
        self.pids = descendants(self.root, table)
        ended = time.monotonic()
        self.next_scan = ended + (ended - started) / SCAN_SHARE
        sizes = [table[pid][1] for pid in self.members() if pid in table]
        return sum(sizes) if sizes else None

    def members(self) -> list[int]:
        """The pids that count, as they were last seen."""
        return [self.root, *self.pids] if self.counts_root else self.pids


class GpuWatch(threading.Thread):
    """Asks nvidia-smi about a tree in a thread of its own, since it can hang while others must go on."""

    def __init__(self, tree: ProcessTree) -> None:
        super().__init__(daemon=True)
        self.tree = tree
        self.values: dict[str, float] = {}
        self.peak_bytes: int | None = None
        self.is_ended = False

    def run(self) -> None:
        while shutil.which("nvidia-smi") is not None and not self.is_ended:
            try:
                self.values = self.read()
            except (OSError, ValueError, subprocess.TimeoutExpired):
                self.values = {}
            time.sleep(GPU_SAMPLE_SECONDS)

    def read(self) -> dict[str, float]:
        """Memory of the tree's processes on all GPUs, and the highest utilisation as a fraction."""
        query = ["nvidia-smi", "--format=csv,noheader,nounits"]
        used, busy = (
            subprocess.run([*query, wanted], capture_output=True, text=True, timeout=10, check=False).stdout
            for wanted in ("--query-compute-apps=pid,used_memory", "--query-gpu=utilization.gpu")
        )
        own = {self.tree.root, *self.tree.pids}
        rows = [[cell.strip() for cell in line.split(",")] for line in used.splitlines() if "," in line]
        sizes = [int(size) for pid, size in rows if int(pid) in own and size.isdigit()]
        shares = [int(share) for share in busy.split() if share.isdigit()]
        if sizes:
            self.peak_bytes = max(self.peak_bytes or 0, sum(sizes) * 2**20)
        memory = {"memory/gpu_bytes": sum(sizes) * 2**20} if sizes else {}
        return {**memory, **({"gpu/utilization": max(shares) / 100} if shares else {})}
