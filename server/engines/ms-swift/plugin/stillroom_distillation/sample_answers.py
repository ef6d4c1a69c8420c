"""What the student answers to a few fixed prompts while it is trained, beside the teacher's answers, as JSON lines.

The first line holds the prompts, the answers that their rows give, and those of the teacher where it is in memory; each
further line the answers of the student at one step. Nothing here may end a training: what fails is left out.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

import torch
from torch import nn
from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments
from typing_extensions import override

if TYPE_CHECKING:
    from swift.template import Template

SETTINGS_VARIABLE = "STILLROOM_SAMPLE_ANSWERS"
Message = dict[str, str]


@dataclass(frozen=True)
class Settings:
    """Files to take the first rows of, in this order, how many, and where the answers go."""

    files: list[Path]
    count: int
    max_tokens: int
    output: Path


@dataclass(frozen=True)
class Prompt:
    """A conversation that ends with the user's words, and what its row answers."""

    messages: list[Message]
    reference: str | None


class Training(Protocol):
    """What is used of a trainer of ms-swift."""

    template: Template
    model: nn.Module
    accelerator: Any


def read_settings() -> Settings | None:
    """The settings of this process, or None where no samples are asked for."""
    path = os.environ.get(SETTINGS_VARIABLE)
    if not path:
        return None
    raw = json.loads(Path(path).read_text(encoding="utf-8"))
    return Settings([Path(file) for file in raw["files"]], raw["count"], raw["maxTokens"], Path(raw["output"]))


def prompt_of(row: dict[str, Any]) -> Prompt | None:
    """The prompt of a training row (`messages`) or of a held-out row (`question`, `answers`); None for any other."""
    if isinstance(row.get("question"), str):
        answers = row.get("answers")
        first = cast("list[object]", answers)[0] if isinstance(answers, list) and answers else None
        return Prompt([{"role": "user", "content": row["question"]}], first if isinstance(first, str) else None)
    messages = row.get("messages")
    if not isinstance(messages, list):
        return None
    turns = [{"role": str(turn["role"]), "content": str(turn["content"])} for turn in cast("list[Message]", messages)]
    reference = turns.pop()["content"] if turns and turns[-1]["role"] == "assistant" else None
    return Prompt(turns, reference) if turns and turns[-1]["role"] == "user" else None


def read_prompts(files: list[Path], count: int) -> list[Prompt]:
    """The first prompts of the first file that has any."""
    for file in files:
        try:
            found = list(prompts_in(file, count))
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if found:
            return found
    return []


def prompts_in(file: Path, count: int) -> Iterator[Prompt]:
    """At most `count` prompts of a file of JSON lines."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if count <= 0:
                return
            prompt = prompt_of(json.loads(line)) if line.strip() else None
            if prompt is not None:
                count -= 1
                yield prompt


def answer_all(model: nn.Module, template: Template, prompts: list[Prompt], max_tokens: int) -> list[str]:
    """Greedy answers of a model, which is left in the mode that it was in."""
    from swift.infer_engine import InferRequest, RequestConfig, TransformersEngine

    was_training = model.training
    plain = copy(template)
    plain.padding_free = False
    plain.sequence_parallel_size = 1
    try:
        engine = TransformersEngine(model, template=plain, max_batch_size=0)
        requests = [InferRequest(messages=list(prompt.messages)) for prompt in prompts]
        replies = engine.infer(requests, RequestConfig(max_tokens=max_tokens, temperature=0), use_tqdm=False)
        return [str(reply.choices[0].message.content) for reply in replies]
    finally:
        model.train(was_training)


class SampleAnswers(TrainerCallback):
    """Writes the student's answers before the first step, at each evaluation and with each checkpoint."""

    def __init__(self, trainer: Training, settings: Settings) -> None:
        self.trainer = trainer
        self.settings = settings
        self.prompts = read_prompts(settings.files, settings.count)
        self.last_step = -1
        self.is_off = not self.prompts or bool(getattr(trainer, "is_deepspeed_enabled", False))

    @override
    def on_train_begin(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        if not self.is_off and self.trainer.accelerator.is_main_process:
            self.write(
                {
                    "prompts": [prompt.messages[-1]["content"] for prompt in self.prompts],
                    "references": [prompt.reference for prompt in self.prompts],
                    "teacher": self.ask_teacher(),
                }
            )
            self.ask_student(state.global_step)

    @override
    def on_evaluate(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        self.ask_student(state.global_step)

    @override
    def on_save(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        self.ask_student(state.global_step)

    def ask_teacher(self) -> list[str] | None:
        """The teacher's answers; None where it is not in memory."""
        teacher = getattr(self.trainer, "teacher_model", None)
        if not isinstance(teacher, nn.Module):
            return None
        in_memory = getattr(self.trainer, "load_teacher_model_context", nullcontext)
        with cast("AbstractContextManager[None]", in_memory()):
            return self.answers_of(self.trainer.accelerator.unwrap_model(teacher))

    def ask_student(self, step: int) -> None:
        """Once a step, and in one process alone."""
        if self.is_off or step == self.last_step or not self.trainer.accelerator.is_main_process:
            return
        self.last_step = step
        answers = self.answers_of(self.trainer.accelerator.unwrap_model(self.trainer.model))
        if answers is not None:
            self.write({"step": step, "atMs": round(time.time() * 1000), "student": answers})

    def answers_of(self, model: nn.Module) -> list[str] | None:
        try:
            with torch.random.fork_rng():
                return answer_all(model, self.trainer.template, self.prompts, self.settings.max_tokens)
        except Exception as error:
            self.is_off = True
            print(f"No more sample answers: {error}", flush=True)
            return None

    def write(self, line: dict[str, object]) -> None:
        with self.settings.output.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
