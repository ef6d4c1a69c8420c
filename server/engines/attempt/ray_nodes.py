"""Runs one command on each of several nodes of a Ray cluster and ends with them. Needs the cluster's own Python.

    ray_nodes.py --nodes=N --gpus=G --cpus=C [--memory-mb=M] [--pass=NAME,…] -- argv…

The nodes are taken together or not at all. The command runs in this folder with this process's variables NAME, and with
NODE_RANK and MASTER_ADDR (the first node), from which `torchrun` finds its peers. What rank 0 writes comes out as it
is, what others write with `[rank] ` before each line. One that fails ends all. SIGTERM goes to the commands alone, so
that they save; after SIGINT signals go to all that they started.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ray

POLL_SECONDS = 0.2
GRACE_SECONDS = 10.0
HELD_BACK_BYTES = 4 * 2**20
RESTARTED = "STILLROOM_RAY_PYTHON"


class Options(argparse.Namespace):
    """The command line. Memory in MiB for each node; `passed` are names of variables with commas between them."""

    nodes: int
    gpus: float
    cpus: float
    memory_mb: int
    passed: str
    argv: list[str]


def python_of_raylet() -> str | None:
    """Python of the Ray that started this job: named on the command line of its daemon, which is above this process."""
    pid = os.getpid()
    while pid > 1:
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
            pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            return None
        for word in words:
            if word.startswith("--python_worker_command="):
                return word.partition("=")[2].split(" ")[0]
    return None


def use_python_of_ray() -> None:
    """Goes on under the cluster's Python: a driver must have its very version, and the engine's need not have Ray."""
    python = python_of_raylet()
    if python is not None and RESTARTED not in os.environ and python != sys.executable:
        os.environ[RESTARTED] = python
        os.execv(python, [python, *sys.argv])
    os.environ.pop(RESTARTED, None)


class Member:
    """The command on one node, in a process of Ray's there."""

    def __init__(self, rank: int, guard: str, mark: str) -> None:
        self.rank = rank
        self.mark = f"STILLROOM_NODE={mark}:{rank}"
        self.child: subprocess.Popen[bytes] | None = None
        self.pending = bytearray()
        self.lock = threading.Lock()
        self.is_read = False
        # Ray may take this process away at any time, and would leave the command behind.
        watch = [sys.executable, guard, "--watch", str(os.getpid()), self.mark]
        subprocess.Popen(watch, start_new_session=True, stdin=subprocess.DEVNULL)

    def address(self) -> str:
        import ray

        return ray.util.get_node_ip_address()

    def start(self, argv: list[str], folder: str, env: dict[str, str]) -> str | None:
        """Starts the command; what was wrong if it could not be."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("RAY_")}
        name, _, value = self.mark.partition("=")
        own.update({"CUDA_VISIBLE_DEVICES": "", **{key: own[key] for key in ["CUDA_VISIBLE_DEVICES"] if key in own}})
        own.update({**env, name: value, "NODE_RANK": str(self.rank)})
        try:
            self.child = subprocess.Popen(
                argv,
                cwd=folder,
                env=own,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            return f"Could not start {argv[0]}: {error}"
        threading.Thread(target=self.read, daemon=True).start()
        return None

    def read(self) -> None:
        assert self.child is not None
        assert self.child.stdout is not None
        while part := os.read(self.child.stdout.fileno(), 65536):
            while len(self.pending) > HELD_BACK_BYTES:
                time.sleep(POLL_SECONDS)
            with self.lock:
                self.pending += part
        self.is_read = True

    def look(self) -> tuple[bytes, int | None]:
        """What was written since, and the code once the command has ended (negative for a signal) and all is read."""
        assert self.child is not None
        code = self.child.poll()
        # A process that the command left behind may hold the output open for ever.
        is_over = code is not None and (self.is_read or not self.pending)
        with self.lock:
            part, self.pending = bytes(self.pending), bytearray()
        return part, code if is_over and not part else None

    def send(self, number: int, to_group: bool) -> None:
        assert self.child is not None
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if to_group else os.kill)(self.child.pid, number)


class Output:
    """Writes what the ranks write, whole lines only, so that none stands within another's."""

    def __init__(self) -> None:
        self.rests: dict[int, bytes] = {}

    def write(self, rank: int, part: bytes, is_last: bool) -> None:
        text = self.rests.get(rank, b"") + part
        # A progress bar goes back to the start of its line instead of beginning a new one.
        end = max(text.rfind(b"\n"), text.rfind(b"\r")) + 1 if rank == 0 else text.rfind(b"\n") + 1
        whole, self.rests[rank] = text[:end], text[end:]
        if is_last and self.rests[rank]:
            whole, self.rests[rank] = text + b"\n", b""
        if rank > 0:
            whole = b"".join(f"[{rank}] ".encode() + line for line in re.findall(rb".*\n", whole))
        sys.stdout.buffer.write(whole)
        sys.stdout.buffer.flush()


def take_nodes(options: Options) -> list[ray.ActorHandle[Member]]:
    """One member on each of as many machines, once all are free at a time."""
    import ray
    from ray.util.placement_group import placement_group
    from ray.util.scheduling_strategies import PlacementGroupSchedulingStrategy

    bundle: dict[str, float] = {"CPU": options.cpus}
    if options.gpus:
        bundle["GPU"] = options.gpus
    if options.memory_mb:
        bundle["memory"] = options.memory_mb * 2**20
    group = placement_group([bundle] * options.nodes, strategy="STRICT_SPREAD")
    while not group.wait(60):
        print(f"Waiting for {options.nodes} nodes with {bundle} each", flush=True)
    guard = str(Path(__file__).with_name("guard.py"))
    mark = os.environ.get("STILLROOM_ATTEMPT", "")
    actor = ray.remote(max_restarts=0)(Member)
    return [
        actor.options(
            num_cpus=options.cpus,
            num_gpus=options.gpus,
            memory=bundle.get("memory"),
            scheduling_strategy=PlacementGroupSchedulingStrategy(group, placement_group_bundle_index=rank),
        ).remote(rank, guard, mark)
        for rank in range(options.nodes)
    ]


def note_signals() -> list[int]:
    """Signals that this process is sent from now on, oldest first; they do nothing else."""
    noted: list[int] = []

    def note(number: int, _: object) -> None:
        noted.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, note)
    return noted


def run(members: list[ray.ActorHandle[Member]], options: Options) -> int:
    """Starts the command everywhere and looks after it; the code of the first that failed, 0 when all went well."""
    import ray

    first = ray.get(members[0].address.remote())
    names = [name for name in options.passed.split(",") if name in os.environ]
    env = {**{name: os.environ[name] for name in names}, "MASTER_ADDR": first}
    wishes = note_signals()
    problems = ray.get([member.start.remote(options.argv, str(Path.cwd()), env) for member in members])
    for rank, problem in enumerate(problems):
        if problem is not None:
            print(f"[{rank}] {problem}", flush=True)
            return 127
    output = Output()
    codes: dict[int, int] = {}
    steps: list[int] = []
    failed: int | None = None
    next_step_at, is_interrupted = 0.0, False
    while len(codes) < len(members):
        while wishes:
            number = wishes.pop(0)
            is_interrupted = is_interrupted or number == signal.SIGINT
            ray.get([member.send.remote(number, is_interrupted) for member in members])
        open_ranks = [rank for rank in range(len(members)) if rank not in codes]
        looks = ray.get([members[rank].look.remote() for rank in open_ranks])
        for rank, (part, code) in zip(open_ranks, looks):
            output.write(rank, part, code is not None)
            if code is not None:
                codes[rank] = code
                if code != 0 and failed is None:
                    print(f"[{rank}] ended with code {code}; the others are ended too", flush=True)
                    failed, steps = code, [signal.SIGTERM, signal.SIGKILL]
        if steps and time.monotonic() >= next_step_at:
            next_step_at, step = time.monotonic() + GRACE_SECONDS, steps.pop(0)
            ray.get([member.send.remote(step, True) for member in members])
        time.sleep(POLL_SECONDS)
    ray.get([member.send.remote(signal.SIGKILL, True) for member in members])
    return 0 if failed is None else failed if failed > 0 else 128 - failed


def main() -> int:
    """Takes the nodes and runs the command on them; the code to exit with."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--nodes", type=int, required=True)
    parser.add_argument("--gpus", type=float, default=0)
    parser.add_argument("--cpus", type=float, default=1)
    parser.add_argument("--memory-mb", type=int, default=0)
    parser.add_argument("--pass", dest="passed", default="")
    parser.add_argument("argv", nargs=argparse.REMAINDER)
    options = parser.parse_args(namespace=Options())
    options.argv = options.argv[1:] if options.argv[:1] == ["--"] else options.argv
    use_python_of_ray()
    try:
        import ray
    except ImportError:
        print(f"{sys.executable} has no Ray, and none was found above this process", flush=True)
        return 126
    ray.init(address="auto", log_to_driver=False, logging_level="WARNING")
    try:
        return run(take_nodes(options), options)
    except ray.exceptions.RayError as error:
        print(f"Ray lost a node or its process there: {error}", flush=True)
        return 1
    finally:
        ray.shutdown()


if __name__ == "__main__":
    sys.exit(main())
