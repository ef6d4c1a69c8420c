"""What the measuring driver is told in its spec and what it writes to its result. Sizes in bytes, times in ms."""

from __future__ import annotations

from typing import TypedDict


class Dataset(TypedDict):
    """A held-out set, and the file with its rows."""

    name: str
    path: str


class Row(TypedDict):
    """An item of a held-out set."""

    question: str
    answers: list[str]


class Load(TypedDict):
    """A load test: how many ask at once, how many requests in all."""

    parallel: int
    requests: int


class LoadCommand(Load):
    """A load test and the command that runs it."""

    argv: list[str]


class FixedPort(TypedDict, total=False):
    """The port to serve on, where it is not free to choose."""

    port: int | None


class Spec(FixedPort):
    """What is to be measured."""

    outDir: str
    modelName: str
    modelPath: str
    datasets: list[Dataset]
    serverArgv: list[str]
    readyTimeoutSeconds: float
    evalArgv: list[str]
    loads: list[LoadCommand]


class Message(TypedDict, total=False):
    """The last message of one of EvalScope's reviews, with its latency in seconds."""

    role: str
    content: str | list[dict[str, str]] | None
    perf_metrics: dict[str, float | None] | None


class Item(TypedDict):
    """One answer of the model; null with an error where there is none."""

    dataset: str
    index: int
    prompt: str
    references: list[str]
    answer: str | None
    latencyMs: float | None
    error: str | None


class Quantiles(TypedDict):
    """The median, and what 95 % stay below."""

    p50: float | None
    p95: float | None


class Said(TypedDict):
    """A text for people as data: its code in the catalogue of messages, and what fills its places."""

    code: str
    values: dict[str, str]


class LoadResult(Load):
    """Figures of one load test; all null with the reason when it failed."""

    succeeded: int
    ttftMs: Quantiles
    tpotMs: Quantiles
    latencyMs: Quantiles
    tokensPerSecond: float | None
    requestsPerSecond: float | None
    outputTokens: float | None
    reason: Said | None


class Figures(TypedDict):
    """What is known about the server and its model."""

    serverPeakMemoryBytes: int | None
    serverPeakGpuMemoryBytes: int | None
    sizeBytes: int | None
    readyAfterMs: int
