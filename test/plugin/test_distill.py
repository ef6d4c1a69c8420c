from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from distill import TORCHRUN, trainers_of

LAUNCHER = b"python swift rlhf"
WORKER = b"python rlhf.py"

# Waits for its own end, says so, and ends well.
TRAINER = """
import os, pathlib, signal, sys, time
folder = pathlib.Path(sys.argv[1])
def end(*_):
    (folder / ("ended-" + os.environ["RANK"])).touch()
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
(folder / ("begun-" + os.environ["RANK"])).touch()
time.sleep(60)
"""
DRIVER = """
import sys
from distill import run_training
sys.exit(run_training(sys.argv[1:]))
"""


def test_one_process_is_found_below_its_launcher_without_its_data_loaders() -> None:
    processes = {1: (0, b"init"), 5: (1, LAUNCHER), 6: (5, WORKER), 7: (6, WORKER), 9: (1, WORKER)}
    assert trainers_of(5, processes) == [6]


def test_workers_are_found_below_torchrun_and_nothing_else() -> None:
    torchrun = b"python -m " + TORCHRUN
    processes = {5: (1, LAUNCHER), 6: (5, torchrun), 7: (6, WORKER), 8: (6, WORKER), 10: (7, WORKER), 11: (8, b"other")}
    assert trainers_of(5, processes) == [7, 8]
    assert trainers_of(6, processes) == [7, 8]


def test_nothing_is_found_where_the_platform_does_not_tell() -> None:
    assert trainers_of(5, {}) == []


def wait_for(files: list[Path], driver: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while not all(file.exists() for file in files):
        assert driver.poll() is None, "it ended by itself"
        assert time.monotonic() < deadline, "it has not begun"
        time.sleep(0.1)


def test_a_stop_reaches_the_workers_of_torchrun(tmp_path: Path) -> None:
    script = tmp_path / "trainer.py"
    script.write_text(TRAINER)
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2"]
    import distill

    environment = {**os.environ, "PYTHONPATH": str(Path(distill.__file__).parent), "OMP_NUM_THREADS": "1"}
    driver = subprocess.Popen(
        [sys.executable, "-c", DRIVER, *torchrun, str(script), str(tmp_path)], env=environment, start_new_session=True
    )
    try:
        wait_for([tmp_path / "begun-0", tmp_path / "begun-1"], driver)
        driver.send_signal(signal.SIGTERM)
        assert driver.wait(timeout=60) == 0
        assert {file.name for file in tmp_path.glob("ended-*")} == {"ended-0", "ended-1"}
    finally:
        driver.kill()
