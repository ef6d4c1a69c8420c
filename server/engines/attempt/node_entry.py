"""Runs a command on each of several nodes of a Slurm job. Standard library only.

    node_entry.py launch srun…        on the first node: starts srun; a SIGTERM goes on to every node as SIGURG
    node_entry.py run -- argv…        on every node: sets NODE_RANK and MASTER_ADDR (the first node of the job) as
                                      torchrun wants them; a SIGURG becomes a SIGTERM to the command alone

srun ends everything at once on SIGTERM, and Slurm signals all processes of a node, workers of a training too, which
must not end before it has saved: so it is SIGURG, which does nothing to those that do not wait for it.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import sys

from signals import ignore

PR_SET_PDEATHSIG = 1


def first_host(node_list: str) -> str:
    """The first name in Slurm's short form: `gpu[003-007,9],login` begins with gpu003."""
    parts = re.match(r"([^\[,]*)(?:\[(\d+)[^\]]*\])?([^,]*)", node_list)
    name, digits, rest = parts.groups() if parts else (node_list, None, "")
    return f"{name}{digits or ''}{rest if digits else ''}"


def end_with_parent() -> None:
    """Asks the kernel to end this process with its parent."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def code_of(child: subprocess.Popen[bytes]) -> int:
    """Waits for the end; the code as a shell tells it."""
    code = child.wait()
    return code if code >= 0 else 128 - code


def launch(argv: list[str]) -> int:
    """Runs srun on the first node; its code."""

    def ask_all(*_: object) -> None:
        # The first step of the job; srun itself passes on no such signal.
        step = f"{os.environ['SLURM_JOB_ID']}.0"
        subprocess.Popen(["scancel", f"--signal={signal.SIGURG.value}", step], stdin=subprocess.DEVNULL)

    signal.signal(signal.SIGINT, ignore)
    signal.signal(signal.SIGTERM, ask_all)
    return code_of(subprocess.Popen(argv, stdin=subprocess.DEVNULL))


def run(argv: list[str]) -> int:
    """Runs the command on this node; its code."""
    nodes = os.environ.get("SLURM_STEP_NODELIST") or os.environ["SLURM_JOB_NODELIST"]
    ranked = {"NODE_RANK": os.environ["SLURM_NODEID"], "MASTER_ADDR": first_host(nodes)}
    try:
        child = subprocess.Popen(argv, env={**os.environ, **ranked}, preexec_fn=end_with_parent)
    except OSError as error:
        print(f"Could not start {argv[0]}: {error}", file=sys.stderr)
        return 127

    def end_child(*_: object) -> None:
        child.terminate()

    signal.signal(signal.SIGURG, end_child)
    # Slurm's own SIGTERM reaches the command as well; its end is waited for.
    signal.signal(signal.SIGTERM, ignore)
    return code_of(child)


def main() -> int:
    """Takes the part that the command line names; the code to exit with."""
    mode, argv = sys.argv[1:2], sys.argv[2:]
    if mode == ["launch"] and argv:
        return launch(argv)
    if mode == ["run"] and argv[:1] == ["--"] and argv[1:]:
        return run(argv[1:])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
