import json
from pathlib import Path

from measure import load_of, reasons_of
from shapes import Figures, Load

LOAD: Load = {"parallel": 1, "requests": 2}
FIGURES: Figures = {
    "serverPeakMemoryBytes": 1,
    "serverPeakGpuMemoryBytes": None,
    "sizeBytes": 1,
    "readyAfterMs": 1,
}


def write_benchmark(folder: Path, tpot: float) -> None:
    (folder / "benchmark_summary.json").write_text(
        json.dumps(
            {
                "Success Requests": 2,
                "Output Throughput (tok/s)": 40.0,
                "Req Throughput (req/s)": 1.7,
                "Avg Output Tokens": 23.5,
            }
        )
    )
    rows = [{"Percentiles": rank, "TTFT (ms)": 500.0, "TPOT (ms)": tpot, "Latency (s)": 0.6} for rank in ("50%", "95%")]
    (folder / "benchmark_percentile.json").write_text(json.dumps(rows))


def test_what_could_not_be_worked_out_is_null_with_a_reason(tmp_path: Path) -> None:
    write_benchmark(tmp_path, float("nan"))
    load = load_of(LOAD, tmp_path, 0)
    assert load["tpotMs"] == {"p50": None, "p95": None}
    assert load["latencyMs"]["p50"] == 600.0
    assert load["outputTokens"] == 23.5
    reasons = reasons_of([load], FIGURES)
    assert list(reasons) == ["tpotMs", "peakGpuMemoryBytes"]
    assert reasons_of([load], {**FIGURES, "serverPeakGpuMemoryBytes": 1}).keys() == {"tpotMs"}
    json.dumps(load, allow_nan=False)


def test_a_load_test_without_a_result_says_why(tmp_path: Path) -> None:
    load = load_of(LOAD, tmp_path, 3)
    assert load["tokensPerSecond"] is None
    assert load["reason"] is not None
    assert load["reason"] == {"code": "scores.perf-failed", "values": {"exitCode": "3"}}
