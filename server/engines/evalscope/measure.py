"""Measures one subject: serves it, lets EvalScope ask every held-out item, puts it under load, ends the server.

    measure.py --spec=measure.json

Writes `result.json` into the spec's `outDir` whole or not at all. Commands may hold `{port}`, which becomes a free
loopback port. A figure that could not be taken is null, with the reason under `reasons`.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from server_process import ModelServer, start_server
from shapes import Figures, Item, Load, LoadCommand, LoadResult, Message, Quantiles, Row, Said, Spec

MODEL_FILES = (".safetensors", ".bin", ".gguf", ".json", ".model", ".txt", ".jinja", ".pt")
NOT_MODEL = ("optimizer", "scheduler", "rng_state", "trainer_state", "training_args", "args.json")


def tell(phase: str, done: int, total: int) -> None:
    """Progress for the runner, which reads these lines from the log."""
    print("STILLROOM_PHASE " + json.dumps({"phase": phase, "done": done, "total": total}), flush=True)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file with one on each line."""
    rows: list[dict[str, Any]] = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                rows.append(json.loads(line))
            except ValueError as error:
                raise SystemExit(f"bad-data: {path}, line {number}: {error}") from error
    return rows


def read_items(name: str, path: Path) -> list[Row]:
    """The items of a held-out set, each of which can be asked and judged."""
    rows = read_rows(path)
    for number, row in enumerate(rows, 1):
        if not isinstance(row.get("question"), str) or not row.get("answers"):
            raise SystemExit(f"bad-data: item {number} of {name} needs a question and at least one answer")
    return [Row(question=row["question"], answers=row["answers"]) for row in rows]


def prepare(spec: Spec, out: Path) -> dict[str, list[Row]]:
    """Writes the held-out sets in EvalScope's form and the prompts for the load test."""
    folder = out / "datasets"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(out / "evalscope", ignore_errors=True)
    folder.mkdir(parents=True)
    sets = {entry["name"]: read_items(entry["name"], Path(entry["path"])) for entry in spec["datasets"]}
    for name, rows in sets.items():
        lines = [json.dumps({"query": row["question"], "response": row["answers"][0]}) for row in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    prompts = [" ".join(row["question"].split()) for rows in sets.values() for row in rows]
    (out / "load-prompts.txt").write_text("\n".join(prompts) + "\n", encoding="utf-8")
    return sets


def run(argv: list[str], server: ModelServer, follow: Callable[[], None] = lambda: None) -> int:
    """Runs one command against the server, and ends it when the server is gone, since it would wait for it."""
    child = subprocess.Popen([token.replace("{port}", str(server.port)) for token in argv], stdin=subprocess.DEVNULL)
    while child.poll() is None:
        if not server.is_up():
            child.kill()
        follow()
        time.sleep(0.5)
    follow()
    return child.returncode


def progress_of(folder: Path, total: int) -> Callable[[], None]:
    """Tells how many answers EvalScope has written, when it has changed."""
    told = [-1]

    def follow() -> None:
        done = sum(file.read_bytes().count(b"\n") for file in folder.glob("predictions/*/*.jsonl"))
        if done != told[0]:
            tell("quality", min(done, total), total)
            told[0] = done

    return follow


def answer_of(review: dict[str, Any]) -> tuple[str | None, float | None]:
    """The model's answer and its latency in ms, from one line of EvalScope's reviews."""
    message: Message = review["messages"][-1]
    content = message.get("content") if message.get("role") == "assistant" else None
    if isinstance(content, list):
        content = "".join(part.get("text", "") for part in content)
    metrics = message.get("perf_metrics")
    seconds = None if metrics is None else metrics.get("latency")
    return content, None if seconds is None else seconds * 1000


def items_of(name: str, rows: list[Row], folder: Path, model: str) -> list[Item]:
    """Every item of a set with the answer that EvalScope left in its folder."""
    file = folder / "reviews" / model / f"general_qa_{name}.jsonl"
    reviews = {review["index"]: review for review in (read_rows(file) if file.exists() else [])}
    items: list[Item] = []
    for index, row in enumerate(rows):
        review = reviews.get(index)
        answer, latency = (None, None) if review is None else answer_of(review)
        items.append(
            {
                "dataset": name,
                "index": index,
                "prompt": row["question"],
                "references": row["answers"],
                "answer": answer,
                "latencyMs": latency,
                "error": "EvalScope gave no result for this item" if answer is None else None,
            }
        )
    return items


def said(key: str, **values: str) -> Said:
    """Why a figure is missing, as the catalogue's area `scores` puts it into words."""
    return {"code": f"scores.{key}", "values": values}


def rounded(value: object, factor: float = 1) -> float | None:
    """A figure in another unit; None for what is no number."""
    # EvalScope writes NaN for what it could not work out, which JSON has no word for.
    return round(float(value) * factor, 3) if isinstance(value, (int, float)) and math.isfinite(value) else None


def load_of(load: Load, folder: Path, code: int) -> LoadResult:
    """Figures of one `evalscope perf` in ms and tokens a second; all null with the reason when it failed."""
    totals: dict[str, Any] = {}
    by_rank: dict[str, dict[str, object]] = {}
    try:
        totals = json.loads(next(folder.glob("**/benchmark_summary.json")).read_text())
        rows = json.loads(next(folder.glob("**/benchmark_percentile.json")).read_text())
        by_rank = {row["Percentiles"]: row for row in rows}
        succeeded = int(totals["Success Requests"])
    except (StopIteration, OSError, ValueError, KeyError, TypeError):
        totals, by_rank, succeeded = {}, {}, 0
    reason: Said | None = None
    if succeeded == 0:
        reason = said("perf-failed", exitCode=str(code))

    def at(key: str, factor: float) -> Quantiles:
        p50, p95 = (
            rounded(by_rank.get(rank, {}).get(key), factor) if reason is None else None for rank in ("50%", "95%")
        )
        return {"p50": p50, "p95": p95}

    return {
        "parallel": load["parallel"],
        "requests": load["requests"],
        "succeeded": succeeded,
        "ttftMs": at("TTFT (ms)", 1),
        "tpotMs": at("TPOT (ms)", 1),
        "latencyMs": at("Latency (s)", 1000),
        "tokensPerSecond": rounded(totals.get("Output Throughput (tok/s)")) if reason is None else None,
        "requestsPerSecond": rounded(totals.get("Req Throughput (req/s)")) if reason is None else None,
        "outputTokens": rounded(totals.get("Avg Output Tokens")) if reason is None else None,
        "reason": reason,
    }


def size_bytes(path: str) -> int | None:
    """Size of the model's files on disk, without what only training needs; None for a hub id."""
    folder = Path(path)
    if not folder.is_dir():
        return None
    files = [file for file in folder.iterdir() if file.is_file() and file.suffix in MODEL_FILES]
    return sum(file.stat().st_size for file in files if not file.name.startswith(NOT_MODEL))


def measure_loads(loads: list[LoadCommand], server: ModelServer, out: Path) -> list[LoadResult]:
    """Runs the load tests one after the other."""
    results: list[LoadResult] = []
    for done, load in enumerate(loads):
        tell("load", done, len(loads))
        folder = out / f"load-{load['parallel']}"
        shutil.rmtree(folder, ignore_errors=True)
        results.append(load_of(load, folder, run(load["argv"], server)))
    return results


def reasons_of(loads: list[LoadResult], figures: Figures) -> dict[str, Said]:
    """Why a figure is null, by its name."""
    reasons: dict[str, Said] = {}
    failed = next((load["reason"] for load in loads if load["reason"]), None)
    if failed or not loads:
        for field in ("latencyMs", "ttftMs", "tpotMs", "tokensPerSecond", "outputTokens"):
            reasons[field] = failed or said("no-load-test")
    elif any(load["tpotMs"]["p50"] is None for load in loads):
        reasons["tpotMs"] = said("one-piece")
    if figures["serverPeakMemoryBytes"] is None:
        reasons["peakMemoryBytes"] = said("no-tree-memory")
    if figures["serverPeakGpuMemoryBytes"] is None:
        reasons["peakGpuMemoryBytes"] = said("no-gpu-memory")
    if figures["sizeBytes"] is None:
        reasons["sizeBytes"] = said("no-folder")
    return reasons


def write_whole(path: Path, value: Mapping[str, object]) -> None:
    """Writes JSON to a file, which is either old or new but never in between."""
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8") as file:
        json.dump(value, file, allow_nan=False)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def end_on_signal(*_: object) -> None:
    """Ends this process on SIGTERM."""
    # An exception, so that the server is ended on the way out.
    raise SystemExit(143)


def main() -> None:
    """Measures what the spec asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spec", required=True, type=Path)
    spec: Spec = json.loads(parser.parse_args().spec.read_text())
    signal.signal(signal.SIGTERM, end_on_signal)
    out = Path(spec["outDir"])
    model = spec["modelName"]
    sets = prepare(spec, out)
    total = sum(len(rows) for rows in sets.values())
    tell("serving", 0, 1)
    started = time.monotonic()
    timeout = spec["readyTimeoutSeconds"]
    server = start_server(spec["serverArgv"], model, spec.get("port"), out / "server.log", timeout)
    try:
        ready_ms = round((time.monotonic() - started) * 1000)
        print(f"{model} is served on port {server.port} after {ready_ms / 1000:.1f} s", flush=True)
        server.ask(model, next(row["question"] for rows in sets.values() for row in rows))
        code = run(spec["evalArgv"], server, progress_of(out / "evalscope", total))
        if not server.is_up():
            raise SystemExit(f"The server ended with code {server.process.returncode} while it was asked")
        if code != 0:
            raise SystemExit(f"evalscope eval ended with code {code}")
        items = [item for name, rows in sets.items() for item in items_of(name, rows, out / "evalscope", model)]
        if all(item["answer"] is None for item in items):
            raise SystemExit("EvalScope left no answer at all")
        loads = measure_loads(spec["loads"], server, out)
    finally:
        server.end()
    figures: Figures = {
        "serverPeakMemoryBytes": server.peak_bytes,
        "serverPeakGpuMemoryBytes": server.gpu.peak_bytes,
        "sizeBytes": size_bytes(spec["modelPath"]),
        "readyAfterMs": ready_ms,
    }
    result = {"items": items, "loads": loads, **figures, "reasons": reasons_of(loads, figures)}
    write_whole(out / "result.json", result)
    tell("done", 1, 1)


if __name__ == "__main__":
    main()
