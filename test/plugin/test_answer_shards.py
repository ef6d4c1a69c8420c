from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from answer_shards import Answer, Settings, infer_in_shards
from swift.pipelines.infer import SwiftInfer
from swift.template import MaxLengthError

END = 2


class Teacher:
    """Stands in for ms-swift's pipeline: answers with the question's own number of tokens, and ends in between."""

    def __init__(self, folder: Path, questions: list[str], ends_after: int | None = None) -> None:
        self.args = SimpleNamespace(
            result_path=str(folder / "responses.jsonl"),
            max_batch_size=2,
            seed=42,
            get_request_config=lambda: SimpleNamespace(stop=None, return_details=False),
        )
        self.questions = questions
        self.ends_after = ends_after
        self.asked: list[str] = []
        self.infer_engine = self
        self.strict = True
        self.generation_config = SimpleNamespace(eos_token_id=END)
        self.tokenizer = self
        self.template = SimpleNamespace(template_meta=SimpleNamespace(stop_words=["<end>"]))

    def _prepare_val_dataset(self) -> list[dict[str, Any]]:
        answer = {"role": "assistant", "content": "an answer of the data"}
        return [{"messages": [{"role": "user", "content": text}, answer]} for text in self.questions]

    def infer(self, rows: list[dict[str, Any]], *_: object, **__: object) -> list[object]:
        asked = [str(row["messages"][-1]["content"]) for row in rows]
        if self.ends_after is not None and len(self.asked) >= self.ends_after:
            raise KeyboardInterrupt
        self.asked += asked
        return [self.reply(text) for text in asked]

    def decode(self, ids: list[int]) -> str:
        return " ".join(map(str, ids))

    def reply(self, text: str) -> object:
        if text == "endless prompt":
            return MaxLengthError("too long")
        reason = "length" if text.startswith("long") else "stop"
        ids = [7, END] if text == "long but whole" else [7, 8]
        message = SimpleNamespace(content=f"about {text}")
        return SimpleNamespace(choices=[SimpleNamespace(message=message, finish_reason=reason, token_ids=ids)])


def run(teacher: Teacher, folder: Path, resume_from: Path | None = None) -> None:
    folder.mkdir(exist_ok=True)
    infer_in_shards(cast("SwiftInfer", teacher), Settings(4, resume_from, folder / "progress.jsonl"))


def answers_in(folder: Path) -> list[Answer]:
    return [json.loads(line) for line in (folder / "responses.jsonl").read_text().splitlines()]


def last_told(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "progress.jsonl").read_text().splitlines()[-1])


def test_goes_on_at_the_first_missing_shard_and_asks_nothing_twice(tmp_path: Path) -> None:
    questions = [f"question {number}" for number in range(22)]
    first = Teacher(tmp_path / "a1", questions, ends_after=10)
    with pytest.raises(KeyboardInterrupt):
        run(first, tmp_path / "a1")
    assert not (tmp_path / "a1" / "responses.jsonl").exists()
    second = Teacher(tmp_path / "a2", questions)
    run(second, tmp_path / "a2", tmp_path / "a1" / "responses")
    # Two whole shards were there; the half of the third is the only thing asked again.
    assert second.asked == questions[8:]
    assert [answer["response"] for answer in answers_in(tmp_path / "a2")] == [f"about {text}" for text in questions]
    assert last_told(tmp_path / "a2")["global_step/max_steps"] == "22/22"
    third = Teacher(tmp_path / "a3", questions)
    run(third, tmp_path / "a3", tmp_path / "a2" / "responses")
    assert third.asked == []
    assert answers_in(tmp_path / "a3") == answers_in(tmp_path / "a2")
    assert "worked_seconds" not in last_told(tmp_path / "a3")


def test_a_shard_that_answers_other_prompts_or_is_damaged_is_made_again(tmp_path: Path) -> None:
    run(Teacher(tmp_path / "a1", ["one", "two", "three", "four", "five", "six"]), tmp_path / "a1")
    shards = tmp_path / "a1" / "responses"
    (shards / "answers-00001.jsonl").write_text('{"key": "torn')
    again = Teacher(tmp_path / "a2", ["one", "two", "other", "four", "five", "six"])
    run(again, tmp_path / "a2", shards)
    assert again.asked == ["one", "two", "other", "four", "five", "six"]


def test_tells_an_answer_that_was_cut_off_from_one_that_ended_at_the_limit(tmp_path: Path) -> None:
    questions = ["short", "long", "long but whole", "endless prompt"]
    run(Teacher(tmp_path / "a1", questions), tmp_path / "a1")
    assert [answer["finish"] for answer in answers_in(tmp_path / "a1")] == ["stop", "length", "stop", "stop"]
    assert answers_in(tmp_path / "a1")[3]["response"] is None
    told = last_told(tmp_path / "a1")
    assert (told["answers/rows"], told["answers/truncated"], told["answers/empty"]) == (4, 1, 1)
