"""Runs the teacher once over the data and stores its log-probabilities at every token that the student is to predict.

    soft_labels.py --model TEACHER --dataset … --top_k 64 --output_dir DIR

Takes ms-swift's own options for model, template and data beside the few below. Rows are tokenised by the student's
tokenizer and template, so that training finds them again. Shards that are already in `output_dir` are kept.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

import torch
from safetensors import safe_open
from stillroom_distillation.rows import TeacherRows
from stillroom_distillation.shards import take_over, tell
from stillroom_distillation.soft_label_store import IGNORED, row_key, shard_name, write_shard
from swift.arguments import BaseArguments
from swift.model import get_processor
from swift.pipelines.utils import prepare_adapter
from swift.template import MaxLengthError, Template
from swift.utils import parse_args
from torch import Tensor
from torch.nn import functional
from transformers import PreTrainedModel


@dataclass
class SoftLabelArguments(BaseArguments):
    """`top_k` unset stores the whole vocabulary; shards in `resume_from`, of an earlier attempt, are taken over."""

    output_dir: str = ""
    student_model: str | None = None
    student_model_type: str | None = None
    top_k: int | None = None
    rows_per_shard: int = 128
    batch_size: int = 4
    resume_from: str | None = None


class EncodedRow(TypedDict):
    """A row of the data as tokens, and all that the template made of it."""

    key: str
    input_ids: list[int]
    labels: list[int]
    encoded: dict[str, Any]


class Report(TypedDict):
    """Figures of a whole set; `massCovered` is the mean share of probability that the stored tokens have."""

    rows: int
    tokens: int
    topK: int | None
    sizeBytes: int
    tokensPerSecond: float | None
    massCovered: float | None


def encoded_rows(args: SoftLabelArguments, template: Template) -> Iterator[EncodedRow]:
    """Every row of training and validation data that fits into `max_length`, tokenised, in the order of the files."""
    seen: set[str] = set()
    datasets = [dataset for dataset in args.load_dataset() if dataset is not None]
    for dataset in datasets:
        for row in dataset:
            try:
                encoded = template.encode(dict(row), return_length=True)
            except MaxLengthError:
                continue  # The trainer leaves such rows out too.
            key = row_key(encoded["input_ids"], encoded["labels"])
            if key not in seen and any(label != IGNORED for label in encoded["labels"]):
                seen.add(key)
                yield {"key": key, "input_ids": encoded["input_ids"], "labels": encoded["labels"], "encoded": encoded}


@torch.no_grad()
def label_rows(
    model: PreTrainedModel, template: Template, rows: list[EncodedRow], top_k: int | None
) -> tuple[list[TeacherRows], float]:
    """Labels of a batch of rows, and the sum over tokens of the probability mass that the top-k covers."""
    batch = template.data_collator([row["encoded"] for row in rows])
    inputs = {key: value.to(model.device) for key, value in batch.items() if isinstance(value, Tensor)}
    labels = inputs.pop("labels")
    logits: Tensor = model(**inputs, use_cache=False).logits
    labelled: list[TeacherRows] = []
    mass = 0.0
    for number, row_labels in enumerate(labels):
        positions = (row_labels[1:] != IGNORED).nonzero().squeeze(-1)
        logprobs = functional.log_softmax(logits[number, positions].float(), dim=-1)
        if top_k is None or top_k >= logprobs.shape[-1]:
            labelled.append(TeacherRows(logprobs.cpu()))
            mass += float(logprobs.shape[0])
        else:
            values, indices = torch.topk(logprobs, top_k, dim=-1)
            labelled.append(TeacherRows(values.cpu(), indices.cpu()))
            mass += float(values.exp().sum())
    return labelled, mass


def is_whole(shard: Path, keys: list[str]) -> bool:
    """Whether the shard is there and holds the rows with these keys."""
    if not shard.exists():
        return False
    with safe_open(shard, framework="pt") as file:
        return bool(json.loads(file.metadata()["keys"]) == keys)


def label_everything(args: SoftLabelArguments, out: Path) -> Report:
    """Writes every shard that is missing. The mass covered is null where shards were taken over."""
    model, processor = args.get_model_processor()
    model = prepare_adapter(args, model, args.adapters).eval()
    if args.student_model is not None:
        processor = get_processor(args.student_model, model_type=args.student_model_type)
    template = args.get_template(processor)
    template.set_mode("train")
    rows = list(encoded_rows(args, template))
    if not rows:
        raise SystemExit("bad-data: no row is short enough for max_length and has an answer to learn")
    shards = [rows[start : start + args.rows_per_shard] for start in range(0, len(rows), args.rows_per_shard)]
    done_rows, done_tokens, new_tokens, mass, seconds = 0, 0, 0, 0.0, 0.0
    for number, shard in enumerate(shards):
        path = out / shard_name(number)
        tokens = sum(label != IGNORED for row in shard for label in row["labels"][1:])
        if not is_whole(path, [row["key"] for row in shard]):
            started = time.monotonic()
            labelled: list[TeacherRows] = []
            # Rows of like length share a batch, so that little is spent on padding.
            order = sorted(range(len(shard)), key=lambda index: len(shard[index]["input_ids"]))
            by_index: dict[int, TeacherRows] = {}
            for start in range(0, len(order), args.batch_size):
                picked = order[start : start + args.batch_size]
                part, part_mass = label_rows(model, template, [shard[index] for index in picked], args.top_k)
                by_index.update(zip(picked, part, strict=True))
                mass += part_mass
            labelled = [by_index[index] for index in range(len(shard))]
            write_shard(path, [row["key"] for row in shard], labelled)
            new_tokens += tokens
            seconds += time.monotonic() - started
        done_rows += len(shard)
        done_tokens += tokens
        size = sum(file.stat().st_size for file in out.glob("labels-*.safetensors"))
        line: dict[str, float | str] = {
            "soft_labels/rows": done_rows,
            "soft_labels/tokens": done_tokens,
            "soft_labels/size_bytes": size,
        }
        if new_tokens:
            line |= {
                "soft_labels/tokens_per_second": round(new_tokens / seconds, 2),
                "soft_labels/mass_covered": round(mass / new_tokens, 6),
            }
        tell(out.parent / "progress.jsonl", {**line, "global_step/max_steps": f"{number + 1}/{len(shards)}"})
        print(f"Shard {number + 1} of {len(shards)}: {done_tokens} tokens labelled, {size} bytes", flush=True)
    return {
        "rows": len(rows),
        "tokens": done_tokens,
        "topK": args.top_k,
        "sizeBytes": sum(file.stat().st_size for file in out.glob("labels-*.safetensors")),
        "tokensPerSecond": round(new_tokens / seconds, 2) if new_tokens else None,
        "massCovered": round(mass / new_tokens, 6) if new_tokens == done_tokens else None,
    }


def end_on_signal(*_: object) -> None:
    """Ends this process on SIGTERM."""
    sys.exit(143)


def main() -> None:
    """Labels what the command line names and writes the report last."""
    signal.signal(signal.SIGTERM, end_on_signal)
    args, rest = parse_args(SoftLabelArguments)
    if rest:
        raise SystemExit(f"error: unrecognized arguments: {' '.join(rest)}")
    out = Path(args.output_dir)
    out.mkdir(parents=True, exist_ok=True)
    if args.resume_from:
        take_over(Path(args.resume_from), out, "labels-*.safetensors")
    report = label_everything(args, out)
    partial = out / "report.json.partial"
    partial.write_text(json.dumps(report))
    partial.replace(out / "report.json")
    print(f"Labelled {report['tokens']} tokens of {report['rows']} rows", flush=True)


if __name__ == "__main__":
    main()
