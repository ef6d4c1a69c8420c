import math
import os
import subprocess
import sys
import time

import pytest
from process_tree import ProcessTree, descendants, process_facts, process_table
from typing_extensions import Self

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no /proc")
MIB = 2**20
HOLD = "import sys; data = bytearray({mib} * 2**20); print('ready', flush=True); sys.stdin.read()"
PARENT = (
    "import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', {inner!r}], stdin=subprocess.PIPE,"
    " stdout=subprocess.PIPE); child.stdout.readline(); print(child.pid, flush=True); sys.stdin.read()"
)


class Held:
    """A process that lives until the end of a `with` and has told that it is ready."""

    def __init__(self, code: str) -> None:
        self.process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline().decode().strip()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


def test_all_below_the_root_count_and_others_do_not() -> None:
    with Held(PARENT.format(inner=HOLD.format(mib=80))) as parent, Held(HOLD.format(mib=200)):
        tree = ProcessTree(parent.process.pid)
        below = tree.rss_bytes() or 0
        assert 80 * MIB < below < 180 * MIB
        assert tree.pids == [int(parent.said)]
        whole = ProcessTree(parent.process.pid, counts_root=True)
        assert (whole.rss_bytes() or 0) > below
        assert whole.members() == [parent.process.pid, int(parent.said)]


def test_between_two_scans_the_known_ones_are_looked_at() -> None:
    tree = ProcessTree(os.getpid())
    with Held(HOLD.format(mib=40)) as first:
        assert (tree.rss_bytes() or 0) > 40 * MIB
        with Held(HOLD.format(mib=40)) as second:
            tree.next_scan = math.inf
            assert (tree.rss_bytes() or 0) < 80 * MIB
            assert second.process.pid not in tree.pids
            tree.next_scan = 0
            assert (tree.rss_bytes() or 0) > 80 * MIB
            tree.next_scan = math.inf
            first.end()
            assert 40 * MIB < (tree.rss_bytes() or 0) < 80 * MIB


def test_when_all_that_was_known_has_ended_it_looks_for_others_at_once() -> None:
    tree = ProcessTree(os.getpid())
    with Held(HOLD.format(mib=1)) as first:
        tree.rss_bytes()
        tree.next_scan = math.inf
        first.end()
        assert tree.rss_bytes() is None
        with Held(HOLD.format(mib=1)) as second:
            tree.next_scan = math.inf
            tree.rss_bytes()
            assert tree.pids == [second.process.pid]


def test_scans_take_a_five_hundredth_of_the_time() -> None:
    tree = ProcessTree(os.getpid())
    started = time.monotonic()
    tree.rss_bytes()
    took = time.monotonic() - started
    assert time.monotonic() < tree.next_scan <= time.monotonic() + 500 * took


def test_an_ended_process_has_no_facts() -> None:
    with Held(HOLD.format(mib=1)) as held:
        pid = held.process.pid
        parent, size = process_facts(pid) or (0, 0)
        assert parent == os.getpid()
        assert size > MIB
        assert process_table()[pid][0] == os.getpid()
        assert pid in descendants(os.getpid(), process_table())
        held.process.kill()
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert process_facts(pid) is None
        held.process.wait()
        assert process_facts(pid) is None
