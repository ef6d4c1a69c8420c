"""Loaded by `swift infer` through --external_plugins: answers come in shards, with how each of them ended.

A shard is a file of JSON lines that appears whole or not at all, beside the result file. Shards of an earlier attempt
are taken over, and the first missing one is where it goes on. The result file is made of all shards at the end.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from stillroom_distillation.shards import complete, partial_of, take_over, tell

if TYPE_CHECKING:
    from swift.infer_engine import ChatCompletionResponse, RequestConfig, TransformersEngine
    from swift.pipelines.infer import SwiftInfer

SETTINGS_VARIABLE = "STILLROOM_ANSWERS"
Row = dict[str, Any]
# An end is a few tokens long at most; the rest of a long answer need not be decoded again for it.
END_TOKENS = 20
# The method of ms-swift that loads the data; it has no public one.
DATASET_LOADER = "_prepare_val_dataset"


@dataclass(frozen=True)
class Settings:
    """Rows of a shard, where the shards of an earlier attempt lie, and the file that hears of the progress."""

    rows_per_shard: int
    resume_from: Path | None
    progress: Path


class Answer(TypedDict):
    """An answer as a shard holds it. `finish`: `stop` where the model ended it, `length` where it was cut off."""

    key: str
    response: str | None
    finish: str
    tokens: int
    messages: list[dict[str, Any]]


@dataclass
class Told:
    """Counts over all shards so far, and the time that the new ones took."""

    rows: int = 0
    truncated: int = 0
    empty: int = 0
    tokens: int = 0
    new_rows: int = 0
    new_tokens: int = 0
    new_seconds: float = 0

    def add(self, answers: list[Answer], seconds: float | None = None) -> None:
        """Counts answers and the time they took; those of an earlier attempt have none."""
        tokens = sum(answer["tokens"] for answer in answers)
        self.rows += len(answers)
        self.tokens += tokens
        self.truncated += sum(answer["finish"] == "length" for answer in answers)
        self.empty += sum(not (answer["response"] or "").strip() for answer in answers)
        if seconds is not None:
            self.new_rows += len(answers)
            self.new_tokens += tokens
            self.new_seconds += seconds

    def line(self, total: int) -> dict[str, float | str]:
        """A line of figures, as the runner reads them."""
        told: dict[str, float | str] = {
            "answers/rows": self.rows,
            "answers/truncated": self.truncated,
            "answers/empty": self.empty,
            "answers/tokens": self.tokens,
            "global_step/max_steps": f"{self.rows}/{total}",
        }
        if self.new_rows and self.new_seconds > 0:
            a_row = self.new_seconds / self.new_rows
            told["answers/tokens_per_second"] = round(self.new_tokens / self.new_seconds, 2)
            told["remaining_time"] = f"{a_row * (total - self.rows):.0f}s"
            told["worked_seconds"] = round(a_row * self.rows, 1)
        return told


def read_settings() -> Settings | None:
    """The settings of this process, or None where answers are to be written as ms-swift does."""
    path = os.environ.get(SETTINGS_VARIABLE)
    if not path:
        return None
    raw = json.loads(Path(path).read_text(encoding="utf-8"))
    earlier = raw["resumeFrom"]
    return Settings(raw["rowsPerShard"], Path(earlier) if earlier else None, Path(raw["progress"]))


def shard_name(number: int) -> str:
    """File name of a shard; sorted by name, shards are sorted by number."""
    return f"answers-{number:05d}.jsonl"


def prompt_of(row: Row) -> list[dict[str, Any]]:
    """What is asked: the row's messages without an answer at their end."""
    messages: list[dict[str, Any]] = row["messages"]
    return messages[:-1] if messages and messages[-1]["role"] == "assistant" else list(messages)


def key_of(prompt: list[dict[str, Any]]) -> str:
    """SHA-256 of a prompt, by which a shard is known to hold the answers to these very rows."""
    return hashlib.sha256(json.dumps(prompt, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def read_shard(path: Path, keys: list[str]) -> list[Answer] | None:
    """The answers of a shard; None where it is missing or answers other prompts."""
    try:
        with path.open(encoding="utf-8") as file:
            answers: list[Answer] = [json.loads(line) for line in file]
        return answers if [answer["key"] for answer in answers] == keys else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_lines(path: Path, lines: Iterator[str]) -> None:
    """Writes a file, which is there whole or not at all."""
    with partial_of(path).open("w", encoding="utf-8") as file:
        file.writelines(lines)
    complete(path)


def has_ended(engine: TransformersEngine, request: RequestConfig, token_ids: list[int]) -> bool:
    """Whether the last tokens end an answer, which then merely happens to have the greatest length."""
    config = engine.generation_config
    ends = None if config is None else config.eos_token_id
    if token_ids and token_ids[-1] in (ends if isinstance(ends, list) else [ends]):
        return True
    tail = engine.tokenizer.decode(token_ids[-END_TOKENS:])
    words = [*(request.stop or []), *engine.template.template_meta.stop_words]
    return any(isinstance(word, str) and word != "" and word in tail for word in words)


def ask(pipeline: SwiftInfer, rows: list[Row], keys: list[str]) -> list[Answer]:
    """Answers to some rows. A prompt that is longer than the model may read has none."""
    from swift.template import MaxLengthError

    engine = pipeline.infer_engine
    engine.strict = False
    request = pipeline.args.get_request_config()
    request.return_details = True
    prompts = [prompt_of(row) for row in rows]
    asked: list[Row] = [{**row, "messages": prompt} for row, prompt in zip(rows, prompts, strict=True)]
    replies: list[ChatCompletionResponse | Exception] = [*engine.infer(asked, request, use_tqdm=False)]
    answers: list[Answer] = []
    for key, prompt, reply in zip(keys, prompts, replies, strict=True):
        if isinstance(reply, Exception):
            if not isinstance(reply, MaxLengthError):
                raise reply
            answers.append({"key": key, "response": None, "finish": "stop", "tokens": 0, "messages": prompt})
            continue
        choice = reply.choices[0]
        text, ids = choice.message.content, choice.token_ids or []
        is_cut = choice.finish_reason == "length" and not has_ended(engine, request, ids)
        said = {"role": "assistant", "content": text}
        finish = "length" if is_cut else "stop"
        answers.append(
            {"key": key, "response": text, "finish": finish, "tokens": len(ids), "messages": [*prompt, said]}
        )
    return answers


def infer_in_shards(pipeline: SwiftInfer, settings: Settings) -> list[Row]:
    """Answers every row whose shard is not there yet, and joins all shards to the result file."""
    from swift.utils import seed_everything

    args = pipeline.args
    result = Path(args.result_path or "")
    folder = result.with_suffix("")
    folder.mkdir(parents=True, exist_ok=True)
    if settings.resume_from is not None:
        take_over(settings.resume_from, folder, "answers-*.jsonl")
    rows: list[Row] = list(getattr(pipeline, DATASET_LOADER)())
    told = Told()
    shards: list[Path] = []
    for number, start in enumerate(range(0, len(rows), settings.rows_per_shard)):
        part = rows[start : start + settings.rows_per_shard]
        keys = [key_of(prompt_of(row)) for row in part]
        shard = folder / shard_name(number)
        shards.append(shard)
        earlier = read_shard(shard, keys)
        if earlier is not None:
            told.add(earlier)
            tell(settings.progress, told.line(len(rows)))
            continue
        # So that a shard holds the same answers, whether those before it were made now or earlier.
        seed_everything(args.seed + number)
        answers: list[Answer] = []
        for at in range(0, len(part), max(args.max_batch_size, 1)):
            batch = slice(at, at + max(args.max_batch_size, 1))
            started = time.monotonic()
            found = ask(pipeline, part[batch], keys[batch])
            answers += found
            told.add(found, time.monotonic() - started)
            tell(settings.progress, told.line(len(rows)))
        write_lines(shard, (json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers))
        print(f"Shard {number + 1}: {told.rows} of {len(rows)} rows answered, {told.truncated} cut off", flush=True)
    write_lines(result, (line for shard in shards for line in shard.open(encoding="utf-8")))
    return []


def install() -> None:
    """Replaces how `swift infer` goes over its data, where this process is told to."""
    settings = read_settings()
    if settings is None:
        return
    from swift.pipelines.infer import SwiftInfer

    SwiftInfer.infer_dataset = lambda pipeline: infer_in_shards(pipeline, settings)


install()
