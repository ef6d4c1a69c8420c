"""Runs a command on one of several nodes of a Slurm job. Standard library only.

    node_entry.py -- argv…

Sets `NODE_RANK` and `MASTER_ADDR` (the first node of the job) as torchrun wants them and becomes the command.
"""

from __future__ import annotations

import os
import re
import sys


def first_host(node_list: str) -> str:
    """The first name in Slurm's short form: `gpu[003-007,9],login` begins with gpu003."""
    name, digits, rest = re.match(r"([^\[,]*)(?:\[(\d+)[^\]]*\])?([^,]*)", node_list).groups()
    return f"{name}{digits or ''}{rest if digits else ''}"


def main() -> None:
    if len(sys.argv) < 3 or sys.argv[1] != "--":
        sys.exit(__doc__)
    os.environ["NODE_RANK"] = os.environ["SLURM_NODEID"]
    nodes = os.environ.get("SLURM_STEP_NODELIST") or os.environ["SLURM_JOB_NODELIST"]
    os.environ["MASTER_ADDR"] = first_host(nodes)
    argv = sys.argv[2:]
    try:
        os.execvp(argv[0], argv)
    except OSError as error:
        sys.exit(f"Could not start {argv[0]}: {error}")


if __name__ == "__main__":
    main()
