"""What runs below a process: its tree, memory and GPU use. Standard library only, shared by wrapper and drivers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

GPU_SAMPLE_SECONDS = 1.0


def read_text(path: Path | str) -> str | None:
    try:
        return Path(path).read_text()
    except OSError:
        return None


def stat_fields(pid: int) -> list[str] | None:
    """Fields of /proc/PID/stat after the command name: [0] state, [1] parent, [2] group, [19] start ticks."""
    text = read_text(f"/proc/{pid}/stat")
    return None if text is None else text.rpartition(")")[2].split()


def own_identity() -> dict[str, Any]:
    """What tells this process from a later one with the same pid; null where the platform has no /proc."""
    fields = stat_fields(os.getpid())
    boot_id = (read_text("/proc/sys/kernel/random/boot_id") or "").strip() or None
    try:
        namespace = os.readlink("/proc/self/ns/pid")
    except OSError:
        namespace = None
    ticks = int(fields[19]) if fields else None
    return {"pid": os.getpid(), "startTicks": ticks, "bootId": boot_id, "pidNamespace": namespace}


def process_table() -> dict[int, tuple[int, int]]:
    """Parent and resident bytes of every living process, by pid; from /proc, or from `ps` where there is none."""
    table: dict[int, tuple[int, int]] = {}
    if sys.platform != "linux":
        try:
            listed = subprocess.run(["ps", "-axo", "pid=,ppid=,rss="], capture_output=True, text=True, timeout=5)
        except (OSError, subprocess.TimeoutExpired):
            return table
        rows = [line.split() for line in listed.stdout.splitlines()]
        return {int(pid): (int(parent), int(rss) * 1024) for pid, parent, rss in rows}
    page = os.sysconf("SC_PAGE_SIZE")
    for name in os.listdir("/proc"):
        if name.isdigit():
            fields = stat_fields(int(name))
            if fields is not None and fields[0] not in "ZX":
                table[int(name)] = (int(fields[1]), int(fields[21]) * page)
    return table


def descendants(root: int, table: dict[int, tuple[int, int]]) -> list[int]:
    """Pids of all that is below `root`, itself not among them."""
    children: dict[int, list[int]] = {}
    for pid, (parent, _) in table.items():
        children.setdefault(parent, []).append(pid)
    found, queue = [], [root]
    while queue:
        below = children.get(queue.pop(), [])
        found.extend(below)
        queue.extend(below)
    return found


def oom_kills() -> int | None:
    """How often the kernel killed a process for memory: of this cgroup, else of the machine; None where neither tells."""
    group = (read_text("/proc/self/cgroup") or "").strip().rpartition("::")[2]
    for path in (f"/sys/fs/cgroup{group}/memory.events", "/proc/vmstat"):
        for line in (read_text(path) or "").splitlines():
            if line.startswith("oom_kill "):
                return int(line.split()[1])
    return None


def tree_rss_bytes(root: int) -> int | None:
    """Resident bytes of all below `root`; pages that processes share count once for each. None where nothing is seen."""
    table = process_table()
    sizes = [table[pid][1] for pid in descendants(root, table)]
    return sum(sizes) if sizes else None


class GpuWatch(threading.Thread):
    """Asks nvidia-smi about the tree of `root` in a thread of its own, since it can hang while others must go on."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
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
        used = subprocess.run([*query, "--query-compute-apps=pid,used_memory"], capture_output=True, text=True, timeout=10)
        busy = subprocess.run([*query, "--query-gpu=utilization.gpu"], capture_output=True, text=True, timeout=10)
        own = {self.root, *descendants(self.root, process_table())}
        rows = [[cell.strip() for cell in line.split(",")] for line in used.stdout.splitlines() if "," in line]
        sizes = [int(size) for pid, size in rows if int(pid) in own and size.isdigit()]
        shares = [int(share) for share in busy.stdout.split() if share.isdigit()]
        if sizes:
            self.peak_bytes = max(self.peak_bytes or 0, sum(sizes) * 2**20)
        memory = {"memory/gpu_bytes": sum(sizes) * 2**20} if sizes else {}
        return {**memory, **({"gpu/utilization": max(shares) / 100} if shares else {})}
