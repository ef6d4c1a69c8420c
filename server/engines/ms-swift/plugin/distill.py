"""Runs the training command of stage `distill`, then leaves one whole model in `modelDir`.

Full tuning: the model files of the last checkpoint are linked (copied where links are not possible), without
optimizer state. LoRA: the merge command runs, with `{checkpoint}` replaced by the last checkpoint.
SIGTERM asks the trainer to save a checkpoint and end; the model is made from that checkpoint all the same. A training
that went on from its last step has nothing left to save: its model is made from the checkpoint that it went on from.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TypedDict

TRAINER_STATE = re.compile(
    r"^(optimizer|scheduler|scaler|trainer_state|training_args|rng_state|global_step|latest|zero_to_fp32|args|projections)"
)

# What starts one process a device ends its workers when it is asked to end itself.
TORCHRUN = b"torch.distributed.run"


class FixedStart(TypedDict, total=False):
    """The checkpoint that the training goes on from, where it does."""

    resumeFrom: str | None


class Spec(FixedStart):
    """What is to be run, and where its results lie."""

    trainArgv: list[str]
    mergeArgv: list[str] | None
    outputDir: str
    modelDir: str


def read_processes() -> dict[int, tuple[int, bytes]]:
    """Parent and command line of every process, from /proc; empty where the platform has none."""
    found: dict[int, tuple[int, bytes]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            found[int(entry.name)] = (parent, (entry / "cmdline").read_bytes())
        except OSError:
            continue
    return found


def trainers_of(root: int, processes: dict[int, tuple[int, bytes]]) -> list[int]:
    """Processes below `root` that train, also those in sessions of their own, as torchrun's workers are: no launcher,
    and no data loader workers, which are forks and carry their parent's command line."""

    def is_below(pid: int) -> bool:
        while pid in processes and pid != root:
            pid = processes[pid][0]
        return pid == root

    def is_fork(pid: int) -> bool:
        parent, command = processes[pid]
        return parent in processes and processes[parent][1] == command

    below = [pid for pid in processes if pid != root and is_below(pid) and not is_fork(pid)]
    launchers = {pid for pid in (root, *below) if TORCHRUN in processes.get(pid, (0, b""))[1]}
    workers = [pid for pid in below if processes[pid][0] in launchers]
    return workers if launchers else below


def run_training(argv: list[str]) -> int:
    """Runs the trainer in its own process group; returns its exit code."""
    child = subprocess.Popen(argv, start_new_session=True)

    def forward(signum: int, _frame: object) -> None:
        # The launcher dies of a signal and would report failure while its trainer is still saving.
        targets = trainers_of(child.pid, read_processes())
        for pid in targets or [child.pid]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signum)

    signal.signal(signal.SIGTERM, forward)
    return child.wait()


def last_checkpoint(output: Path) -> Path | None:
    """The complete checkpoint with the highest step."""
    found: list[tuple[int, Path]] = []
    for path in output.glob("checkpoint-*"):
        step = path.name.rpartition("-")[2]
        if step.isdigit() and (path / "trainer_state.json").exists():
            found.append((int(step), path))
    return max(found)[1] if found else None


def link_model(checkpoint: Path, target: Path) -> None:
    """Hard links the model files of a checkpoint into `target`, which appears whole or not at all."""
    partial = target.with_name(target.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for file in checkpoint.iterdir():
        if not file.is_file() or TRAINER_STATE.match(file.name):
            continue
        try:
            os.link(file, partial / file.name)
        except OSError:
            shutil.copy2(file, partial / file.name)
    shutil.rmtree(target, ignore_errors=True)
    partial.rename(target)


def main() -> int:
    """Trains and makes the model; the code to exit with."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spec", required=True, type=Path)
    spec: Spec = json.loads(parser.parse_args().spec.read_text())
    exit_code = run_training(spec["trainArgv"])
    if exit_code != 0:
        return exit_code if exit_code > 0 else 128 - exit_code
    resume_from = spec.get("resumeFrom")
    resumed = Path(resume_from) if resume_from else None
    checkpoint = last_checkpoint(Path(spec["outputDir"])) or resumed
    if checkpoint is None:
        print(f"No checkpoint was saved in {spec['outputDir']}", file=sys.stderr)
        return 1
    if spec["mergeArgv"] is None:
        link_model(checkpoint, Path(spec["modelDir"]))
        return 0
    merge = [token.replace("{checkpoint}", str(checkpoint)) for token in spec["mergeArgv"]]
    return subprocess.run(merge, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
