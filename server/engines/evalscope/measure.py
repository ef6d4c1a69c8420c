"""Measures one subject: serves it, lets EvalScope ask every held-out item, puts it under load, ends the server.

    measure.py --spec=measure.json

Writes `result.json` into the spec's `outDir` whole or not at all. Commands may hold `{port}`, which becomes a free
loopback port. A figure that could not be taken is null, with the reason under `reasons`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

MODEL_FILES = (".safetensors", ".bin", ".gguf", ".json", ".model", ".txt", ".jinja", ".pt")
NOT_MODEL = ("optimizer", "scheduler", "rng_state", "trainer_state", "training_args", "args.json")


def tell(phase: str, done: int, total: int) -> None:
    """Progress for the runner, which reads these lines from the log."""
    print("STILLROOM_PHASE " + json.dumps({"phase": phase, "done": done, "total": total}), flush=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def read_rows(path: str | Path) -> list[dict[str, Any]]:
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def tree_rss_bytes(root: int) -> int:
    """Resident memory of a process and everything below it, from /proc; 0 where the platform has none."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(entry.name))
    total, queue = 0, [root]
    while queue:
        pid = queue.pop()
        queue.extend(parents.get(pid, []))
        try:
            total += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except OSError:
            continue
    return total


class Server:
    """The served subject in its own process group, with its peak memory."""

    def __init__(self, argv: list[str], port: int, log: Path) -> None:
        self.port = port
        self.peak_bytes = 0
        self.log = open(log, "ab", buffering=0)
        command = [token.replace("{port}", str(port)) for token in argv]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True
        )
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self) -> None:
        while self.process.poll() is None:
            self.peak_bytes = max(self.peak_bytes, tree_rss_bytes(self.process.pid))
            time.sleep(0.5)

    def wait_ready(self, timeout_seconds: float) -> None:
        url = f"http://127.0.0.1:{self.port}/v1/models"
        until = time.monotonic() + timeout_seconds
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise SystemExit(f"The server ended with code {self.process.returncode} before it was ready")
            try:
                with urllib.request.urlopen(url, timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise SystemExit(f"The server was not ready after {timeout_seconds:.0f} s")

    def ask(self, model: str, prompt: str) -> None:
        """One request before anything is measured, so that first-use costs do not count."""
        body = {"model": model, "messages": [{"role": "user", "content": prompt}], "max_tokens": 8, "temperature": 0}
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/v1/chat/completions",
            json.dumps(body).encode(),
            {"content-type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=600):
            return

    def end(self) -> None:
        for signum in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, signum)
                self.process.wait(10)
                # The launcher may be gone before its server.
                os.killpg(self.process.pid, signal.SIGKILL)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue
        self.log.close()


def prepare(spec: dict[str, Any], out: Path) -> dict[str, list[dict[str, Any]]]:
    """Writes the held-out sets in EvalScope's form and the prompts for the load test."""
    folder = out / "datasets"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(out / "evalscope", ignore_errors=True)
    folder.mkdir(parents=True)
    sets = {entry["name"]: read_rows(entry["path"]) for entry in spec["datasets"]}
    for name, rows in sets.items():
        lines = [json.dumps({"query": row["question"], "response": row["answers"][0]}) for row in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    prompts = [" ".join(row["question"].split()) for rows in sets.values() for row in rows]
    (out / "load-prompts.txt").write_text("\n".join(prompts) + "\n", encoding="utf-8")
    return sets


def run(argv: list[str], port: int) -> int:
    command = [token.replace("{port}", str(port)) for token in argv]
    return subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode


def run_quality(argv: list[str], port: int, folder: Path, total: int) -> int:
    """Runs `evalscope eval` and tells how many answers are there meanwhile."""
    command = [token.replace("{port}", str(port)) for token in argv]
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    told = -1
    while child.poll() is None:
        done = sum(len(file.read_bytes().splitlines()) for file in folder.glob("predictions/*/*.jsonl"))
        if done != told:
            tell("quality", min(done, total), total)
            told = done
        time.sleep(1)
    return child.returncode


def answer_of(review: dict[str, Any]) -> tuple[str | None, float | None]:
    """The model's answer and its latency in ms, from one line of EvalScope's reviews."""
    message = review["messages"][-1]
    content = message.get("content") if message.get("role") == "assistant" else None
    if isinstance(content, list):
        content = "".join(part.get("text", "") for part in content)
    seconds = (message.get("perf_metrics") or {}).get("latency")
    return content, None if seconds is None else seconds * 1000


def items_of(name: str, rows: list[dict[str, Any]], folder: Path, model: str) -> list[dict[str, Any]]:
    file = folder / "reviews" / model / f"general_qa_{name}.jsonl"
    reviews = {review["index"]: review for review in (read_rows(file) if file.exists() else [])}
    items = []
    for index, row in enumerate(rows):
        review = reviews.get(index)
        answer, latency = (None, None) if review is None else answer_of(review)
        score = ((review or {}).get("sample_score") or {}).get("score") or {}
        failed = (score.get("metadata") or {}).get("metric_errors")
        items.append(
            {
                "dataset": name,
                "index": index,
                "prompt": row["question"],
                "references": row["answers"],
                "answer": answer,
                "latencyMs": latency,
                "rougeL": None if failed else (score.get("value") or {}).get("Rouge-L-F"),
                "error": "EvalScope gave no result for this item" if answer is None else None,
            }
        )
    return items


def rounded(value: Any, factor: float = 1) -> float | None:
    return round(float(value) * factor, 3) if isinstance(value, (int, float)) else None


def load_of(load: dict[str, Any], folder: Path, code: int) -> dict[str, Any]:
    """Figures of one `evalscope perf` in ms and tokens a second; all null with the reason when it failed."""
    none = {"p50": None, "p95": None}
    base = {"parallel": load["parallel"], "requests": load["requests"]}
    summary = next(folder.glob("**/benchmark_summary.json"), None)
    percentiles = next(folder.glob("**/benchmark_percentile.json"), None)
    if code != 0 or summary is None or percentiles is None:
        reason = f"evalscope perf ended with code {code} and no summary; its last lines are in the log"
        empty = {"succeeded": 0, "ttftMs": none, "tpotMs": none, "latencyMs": none}
        return {**base, **empty, "tokensPerSecond": None, "requestsPerSecond": None, "reason": reason}
    totals = json.loads(summary.read_text())
    by_rank = {row["Percentiles"]: row for row in json.loads(percentiles.read_text())}

    def at(key: str, factor: float) -> dict[str, float | None]:
        return {"p50": rounded(by_rank["50%"].get(key), factor), "p95": rounded(by_rank["95%"].get(key), factor)}

    return {
        **base,
        "succeeded": int(totals["Success Requests"]),
        "ttftMs": at("TTFT (ms)", 1),
        "tpotMs": at("TPOT (ms)", 1),
        "latencyMs": at("Latency (s)", 1000),
        "tokensPerSecond": rounded(totals.get("Output Throughput (tok/s)")),
        "requestsPerSecond": rounded(totals.get("Req Throughput (req/s)")),
        "reason": None,
    }


def size_bytes(path: str) -> int | None:
    """Size of the model's files on disk, without what only training needs; None for a hub id."""
    folder = Path(path)
    if not folder.is_dir():
        return None
    files = [file for file in folder.iterdir() if file.is_file() and file.suffix in MODEL_FILES]
    return sum(file.stat().st_size for file in files if not file.name.startswith(NOT_MODEL))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spec", required=True, type=Path)
    spec = json.loads(parser.parse_args().spec.read_text())
    out = Path(spec["outDir"])
    reasons: dict[str, str] = {}
    sets = prepare(spec, out)
    total = sum(len(rows) for rows in sets.values())
    tell("serving", 0, 1)
    started = time.monotonic()
    server = Server(spec["serverArgv"], free_port(), out / "server.log")
    try:
        server.wait_ready(spec["readyTimeoutSeconds"])
        ready_ms = round((time.monotonic() - started) * 1000)
        print(f"{spec['modelName']} is served on port {server.port} after {ready_ms / 1000:.1f} s", flush=True)
        server.ask(spec["modelName"], next(row["question"] for rows in sets.values() for row in rows))
        tell("quality", 0, total)
        code = run_quality(spec["evalArgv"], server.port, out / "evalscope", total)
        if code != 0:
            raise SystemExit(f"evalscope eval ended with code {code}")
        items = [item for name, rows in sets.items() for item in items_of(name, rows, out / "evalscope", spec["modelName"])]
        loads = []
        for done, load in enumerate(spec["loads"]):
            tell("load", done, len(spec["loads"]))
            folder = out / f"load-{load['parallel']}"
            shutil.rmtree(folder, ignore_errors=True)
            loads.append(load_of(load, folder, run(load["argv"], server.port)))
        for field in ("latencyMs", "ttftMs", "tpotMs", "tokensPerSecond"):
            failed = next((load["reason"] for load in loads if load["reason"]), None)
            if failed:
                reasons[field] = failed
    finally:
        server.end()
    if server.peak_bytes == 0:
        reasons["peakMemoryBytes"] = "This platform does not tell the memory of a process tree"
    size = size_bytes(spec["modelPath"])
    if size is None:
        reasons["sizeBytes"] = "The model is not a folder on this machine"
    if all(item["rougeL"] is None for item in items):
        reasons["rouge-l"] = "EvalScope could not compute ROUGE-L"
    result = {
        "items": items,
        "loads": loads,
        "serverPeakMemoryBytes": server.peak_bytes or None,
        "sizeBytes": size,
        "readyAfterMs": ready_ms,
        "reasons": reasons,
    }
    partial = out / "result.json.partial"
    partial.write_text(json.dumps(result), encoding="utf-8")
    os.replace(partial, out / "result.json")
    tell("done", 1, 1)


if __name__ == "__main__":
    sys.exit(main())
