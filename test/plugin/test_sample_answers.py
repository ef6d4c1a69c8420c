from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from stillroom_distillation import sample_answers
from stillroom_distillation.sample_answers import Prompt, SampleAnswers, Settings, prompt_of, read_prompts
from torch import nn


def itself(model: nn.Module) -> nn.Module:
    return model


def trainer_with(teacher: nn.Module | None) -> SimpleNamespace:
    accelerator = SimpleNamespace(is_main_process=True, unwrap_model=itself)
    return SimpleNamespace(template=None, model=nn.Linear(1, 1), accelerator=accelerator, teacher_model=teacher)


@pytest.fixture
def held_out(tmp_path: Path) -> Path:
    file = tmp_path / "facts.jsonl"
    rows: list[dict[str, object]] = [
        {"question": "One?", "answers": ["1"]},
        {"question": "Two?", "answers": []},
        {"question": "Three?"},
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows))
    return file


def lines_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def run_with(settings: Settings, teacher: nn.Module | None) -> None:
    trainer: Any = trainer_with(teacher)
    callback = SampleAnswers(trainer, settings)
    state: Any = SimpleNamespace(global_step=0)
    anything: Any = None
    callback.on_train_begin(anything, state, anything)
    for step in (4, 8):
        state.global_step = step
        callback.on_evaluate(anything, state, anything)
        callback.on_save(anything, state, anything)


def test_prompts_are_the_first_rows_of_the_first_file_that_has_any(held_out: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("question,answer\nOne?,1\n")
    found = read_prompts([tmp_path / "gone.jsonl", table, held_out], 2)
    assert found == [
        Prompt([{"role": "user", "content": "One?"}], "1"),
        Prompt([{"role": "user", "content": "Two?"}], None),
    ]


def test_the_answer_of_a_training_row_is_kept_out_of_its_prompt() -> None:
    system, user, answer = [{"role": role, "content": role} for role in ("system", "user", "assistant")]
    assert prompt_of({"messages": [system, user, answer]}) == Prompt([system, user], "assistant")
    assert prompt_of({"messages": [system, user]}) == Prompt([system, user], None)
    assert prompt_of({"messages": [answer]}) is None
    assert prompt_of({"text": "plain"}) is None


def test_the_student_answers_once_a_step_beside_the_teacher(
    held_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = nn.Linear(1, 1)

    def answer(model: nn.Module, *_: object) -> list[str]:
        return ["teacher" if model is teacher else "student"] * 2

    monkeypatch.setattr(sample_answers, "answer_all", answer)
    output = tmp_path / "answers.jsonl"
    run_with(Settings([held_out], 2, 8, output), teacher)
    head, *steps = lines_of(output)
    assert head == {"prompts": ["One?", "Two?"], "references": ["1", None], "teacher": ["teacher", "teacher"]}
    assert [(line["step"], line["student"]) for line in steps] == [(step, ["student"] * 2) for step in (0, 4, 8)]


def test_what_cannot_be_generated_ends_the_samples_and_not_the_training(
    held_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> list[str]:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(sample_answers, "answer_all", fail)
    output = tmp_path / "answers.jsonl"
    run_with(Settings([held_out], 2, 8, output), None)
    assert [list(line) for line in lines_of(output)] == [["prompts", "references", "teacher"]]
    assert capsys.readouterr().out == "No more sample answers: out of memory\n"


def test_nothing_is_written_where_no_file_has_prompts(tmp_path: Path) -> None:
    output = tmp_path / "answers.jsonl"
    run_with(Settings([tmp_path / "gone.jsonl"], 2, 8, output), None)
    assert not output.exists()
