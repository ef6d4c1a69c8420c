"""A model server of one subject: started on a loopback port, watched while measured, ended with all it started."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "attempt"))

from process_tree import GpuWatch, ProcessTree

PORT_TAKEN_EXIT_CODE = 98
PORT_TRIES = 3
MEMORY_SECONDS = 0.5
PROGRESS_SECONDS = 10
END_SECONDS = 10
RUNNING_ON = re.compile(rb"Uvicorn running on https?://[^ ]*:(\d+)")
PORT_TAKEN_TEXT = b"address already in use"
# One line for every request would drown what matters in the log; the server's own log keeps them.
UNTOLD = (b'" 200 OK', b"'num_prompt_tokens'")


class PortTakenError(Exception):
    """Another program listens where the server was to."""


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_port_taken(port: int) -> bool:
    """Whether a program listens on the loopback port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


class ModelServer:
    """The server's process group, with its peak memory in bytes (None where the platform does not tell)."""

    def __init__(self, argv: list[str], port: int, log: Path) -> None:
        self.port = port
        self.peak_bytes: int | None = None
        self.asked_port = port
        self.is_port_refused = False
        command = [token.replace("{port}", str(port)) for token in argv]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        )
        self.tree = ProcessTree(self.process.pid, counts_root=True)
        self.gpu = GpuWatch(self.tree)
        self.gpu.start()
        self.echo = threading.Thread(target=self.follow_output, args=(log,), daemon=True)
        self.echo.start()
        threading.Thread(target=self.watch_memory, daemon=True).start()

    def follow_output(self, log: Path) -> None:
        assert self.process.stdout is not None
        with log.open("ab", buffering=0) as file:
            for line in self.process.stdout:
                # ms-swift moves to the next free port by itself when this one is taken, and only says so here.
                if found := RUNNING_ON.search(line):
                    self.port = int(found[1])
                self.is_port_refused = self.is_port_refused or PORT_TAKEN_TEXT in line.lower()
                try:
                    file.write(line)
                    if not any(part in line for part in UNTOLD):
                        os.write(1, b"[server] " + line)
                except OSError:
                    pass  # A full disk must not stop the reading, or the server would stall on a full pipe.

    def watch_memory(self) -> None:
        while self.process.poll() is None:
            self.peak_bytes = max(self.peak_bytes or 0, self.tree.rss_bytes() or 0) or None
            time.sleep(MEMORY_SECONDS)

    def is_up(self) -> bool:
        return self.process.poll() is None

    def is_ready(self, model: str) -> bool:
        """True once a server that knows this very model answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/v1/models", timeout=2) as response:
                return model in [entry.get("id") for entry in json.load(response).get("data", [])]
        except (OSError, ValueError, AttributeError):
            return False

    def wait_ready(self, model: str, timeout_seconds: float) -> None:
        started = time.monotonic()
        told = started
        while time.monotonic() - started < timeout_seconds:
            if not self.is_up():
                self.echo.join(2)
                if self.is_port_refused:
                    raise PortTakenError
                raise SystemExit(f"The server ended with code {self.process.returncode} before it was ready")
            if self.is_ready(model):
                return
            time.sleep(0.2)
            if time.monotonic() - told >= PROGRESS_SECONDS:
                told = time.monotonic()
                print(f"The server is loading since {told - started:.0f} s", flush=True)
        raise SystemExit(f"The server was not ready after {timeout_seconds:.0f} s")

    def ask(self, model: str, prompt: str) -> None:
        """One request before anything is measured, so that first-use costs do not count."""
        body = {"model": model, "messages": [{"role": "user", "content": prompt}], "max_tokens": 8, "temperature": 0}
        address = f"http://127.0.0.1:{self.port}/v1/chat/completions"
        request = urllib.request.Request(address, json.dumps(body).encode(), {"content-type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=600):
                return
        except urllib.error.HTTPError as error:
            raise SystemExit(f"The server cannot answer: {error.read(2000).decode(errors='replace')}") from error

    def end(self) -> None:
        """Ends the whole group; the launcher may be gone before the server that it started."""
        self.gpu.is_ended = True
        for signum in (signal.SIGTERM, signal.SIGKILL):
            until = time.monotonic() + END_SECONDS
            while time.monotonic() < until:
                try:
                    os.killpg(self.process.pid, signum)
                except (ProcessLookupError, PermissionError):
                    break
                self.process.poll()
                time.sleep(0.1)
        self.process.poll()


def start_server(argv: list[str], model: str, fixed_port: int | None, log: Path, timeout_seconds: float) -> ModelServer:
    """A server that answers. Another free port is tried when a program took the first one in between."""
    if fixed_port is not None and is_port_taken(fixed_port):
        print(f"port {fixed_port} is taken", file=sys.stderr, flush=True)
        raise SystemExit(PORT_TAKEN_EXIT_CODE)
    for _ in range(PORT_TRIES):
        server = ModelServer(argv, fixed_port or free_port(), log)
        try:
            server.wait_ready(model, timeout_seconds)
            if fixed_port is not None and server.port != fixed_port:
                raise PortTakenError
        except PortTakenError:
            server.end()
            print(f"port {server.asked_port} is taken", file=sys.stderr, flush=True)
            continue
        except BaseException:
            server.end()
            raise
        return server
    raise SystemExit(PORT_TAKEN_EXIT_CODE)
