"""What several processes have to do together, in two of them that share one group."""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path

import pytest
import torch
import torch.distributed as dist
from stillroom_distillation.processes import is_asked_anywhere, join_means
from stillroom_distillation.projections import Projections

WORLD = 2


def projections_with_gradient(value: float) -> Projections:
    projections = Projections(1, 2, 3, seed=0)
    for parameter in projections.parameters():
        parameter.grad = torch.full_like(parameter, value)
    return projections


def work(rank: int, meeting: str, results: str) -> None:
    dist.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=WORLD)
    own = {"both": (float(rank), 1), f"rank {rank} alone": (3.0, 2)}
    averaged = projections_with_gradient(float(rank))
    averaged.average_gradients()
    found = {
        "means": join_means(own),
        "asked": [is_asked_anywhere(rank == 1, torch.device("cpu")), is_asked_anywhere(False, torch.device("cpu"))],
        "gradient": [float(parameter.grad.mean()) for parameter in averaged.parameters() if parameter.grad is not None],
    }
    torch.save(found, Path(results) / f"{rank}.pt")
    dist.destroy_process_group()


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    folder = tmp_path_factory.mktemp("processes")
    context = get_context("spawn")
    ranks = [context.Process(target=work, args=(rank, str(folder / "meeting"), str(folder))) for rank in range(WORLD)]
    for each in ranks:
        each.start()
    for each in ranks:
        each.join()
    return [torch.load(folder / f"{rank}.pt") for rank in range(WORLD)]


def test_figures_that_one_process_alone_noted_are_told_by_all(found: list[dict[str, object]]) -> None:
    for each in found:
        assert each["means"] == {"both": 0.5, "rank 0 alone": 1.5, "rank 1 alone": 1.5}


def test_all_processes_stop_at_the_step_where_one_was_asked(found: list[dict[str, object]]) -> None:
    assert [each["asked"] for each in found] == [[True, False]] * WORLD


def test_projections_are_trained_by_the_mean_gradient(found: list[dict[str, object]]) -> None:
    assert [each["gradient"] for each in found] == [[0.5]] * WORLD


def test_one_process_alone_joins_nothing() -> None:
    assert join_means({"key": (3.0, 2), "none": (0.0, 0)}) == {"key": 1.5}


def test_projections_belong_to_an_optimizer_once_and_forget_their_gradients_after_a_step() -> None:
    student = torch.nn.Linear(2, 2)
    optimizer = torch.optim.AdamW(student.parameters())
    projections = projections_with_gradient(1)
    projections.add_to(optimizer)
    projections.add_to(optimizer)
    assert len(optimizer.param_groups) == 2
    before = [parameter.clone() for parameter in projections.parameters()]
    optimizer.step()
    assert all(not torch.equal(old, new) for old, new in zip(before, projections.parameters(), strict=True))
    assert all(parameter.grad is None for parameter in projections.parameters())


def test_an_optimizer_of_their_own_clips_steps_and_is_resumed(tmp_path: Path) -> None:
    from types import SimpleNamespace
    from typing import Any

    # Kept out of the processes above, which need not wait for all that it imports.
    from stillroom_distillation.projection_steps import ProjectionSteps

    anything: Any = None
    args: Any = SimpleNamespace(max_grad_norm=1.0)
    steps = ProjectionSteps(projections_with_gradient(100), learning_rate=1.0)
    scheduler = SimpleNamespace(get_last_lr=lambda: [0.5])
    steps.on_pre_optimizer_step(args, anything, anything, lr_scheduler=scheduler)
    [state] = steps.optimizer.state.values()
    assert float((state["exp_avg"] / 0.1).norm()) == pytest.approx(1.0, rel=1e-4)
    assert steps.optimizer.param_groups[0]["lr"] == 0.5
    steps.save(tmp_path)
    resumed = ProjectionSteps(Projections(1, 2, 3, seed=0), learning_rate=1.0)
    resumed.load(tmp_path)
    assert [float(each["step"]) for each in resumed.optimizer.state.values()] == [1.0]
