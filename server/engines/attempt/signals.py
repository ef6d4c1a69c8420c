"""Signals: their names, sending them to what may be gone, and taking note of none. Standard library only."""

from __future__ import annotations

import contextlib
import os
import signal


def ignore(*_: object) -> None:
    """A handler instead of SIG_IGN, which a child would inherit and then never see a Ctrl-C."""


def signal_name(number: int) -> str:
    """`SIGTERM` and the like."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"SIG{number}"


def send(pid: int, number: int, to_group: bool = False) -> None:
    """Sends a signal to a process or its group, which may be gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        (os.killpg if to_group else os.kill)(pid, number)
