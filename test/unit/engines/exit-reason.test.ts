import { describe, expect, it } from "vitest";
import { words } from "../../../server/cli/language";
import { verbatim } from "../../../server/contract/message";
import { classifyExit, type EndedAttempt } from "../../../server/engines/exit-reason";
import texts from "../../fixtures/exit-texts.json";
import { growthOf } from "../../helpers/work-growth";

function ended(changes: Partial<EndedAttempt>): EndedAttempt {
  const none = { exitCode: 1, signal: null, oomKill: false, requested: null, logTail: [] };
  return { ...none, outcomeHint: "exited", stageKind: "distill", ...changes };
}

describe("what ms-swift 4.6.0 really wrote", () => {
  it.each(texts)("$name is $reason", ({ exitCode, logTail, reason }) => {
    const exit = classifyExit(ended({ exitCode, logTail }));
    expect(exit).toMatchObject({ outcome: "failed", reason, exitCode, logTail });
    expect(exit.suggestion).not.toBeNull();
  });

  it("names the line that matters in the message", () => {
    const text = texts.find(({ name }) => name === "unknown flag");
    const exit = classifyExit(ended({ logTail: text?.logTail ?? [] }));
    expect(words(exit.message)).toBe("The engine refused an argument: ValueError: remaining_argv: ['--nosuchflag=1']");
  });
});

describe("other causes", () => {
  it.each([
    ["cuda-oom", "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB."],
    ["disk-full", "OSError: [Errno 28] No space left on device: 'model.safetensors'"],
    ["nan", "FloatingPointError: loss is nan at step 12"],
    ["port-taken", "ERROR: [Errno 98] error while attempting to bind on address ('127.0.0.1', 8000)"],
    ["port-taken", "port 8000 is taken"],
    ["bad-data", "bad-data: facts.jsonl, line 2: Expecting value: line 1 column 2 (char 1)"],
    ["oom", "RuntimeError: [enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: can't allocate memory"],
    ["crashed", "KeyError: 'weight'"],
  ])("%s: %s", (reason, line) => {
    expect(classifyExit(ended({ logTail: ["Traceback (most recent call last):", line] })).reason).toBe(reason);
  });

  it("takes the cause that stands nearest to the end", () => {
    const logTail = ["ImportError: an optional part", ...Array(20).fill("step"), "FloatingPointError: loss is nan"];
    expect(classifyExit(ended({ logTail })).reason).toBe("nan");
  });

  it.each([
    [{ exitCode: null, signal: "SIGKILL", oomKill: true }, "oom"],
    [{ exitCode: null, signal: "SIGKILL" }, "killed"],
    [{ exitCode: null, signal: "SIGTERM" }, "killed"],
    [{ exitCode: 137 }, "killed"],
    [{ exitCode: 247, oomKill: true }, "oom"],
    [{ exitCode: null, signal: "SIGSEGV" }, "crashed"],
    [{ exitCode: 1, oomKill: true }, "oom"],
    [{ exitCode: 1, diskFull: true }, "disk-full"],
    [{ exitCode: 1, diskFull: true, logTail: ["FloatingPointError: loss is nan"] }, "nan"],
    [{ exitCode: 137, oomKill: true }, "oom"],
    [{ exitCode: null, signal: "SIGSEGV", oomKill: true }, "oom"],
  ])("%j is %s", (changes, reason) => {
    expect(classifyExit(ended(changes)).reason).toBe(reason);
  });

  const cuda = "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.";
  const torchrun = "  exitcode  : -9 (pid: 4711)";
  const loader = "RuntimeError: DataLoader worker (pid 99) is killed by signal: Killed. ";
  const shell = "train.sh: line 3: 4711 Killed                  swift sft";

  it.each<[string, Partial<EndedAttempt>, string]>([
    [
      "a rank that the kernel killed under torchrun",
      { oomKill: true, logTail: ["ImportError: optional", torchrun] },
      "oom",
    ],
    ["a data loader worker that the kernel killed", { oomKill: true, logTail: [loader] }, "oom"],
    ["a child of a shell that the kernel killed", { exitCode: 137, oomKill: true, logTail: [shell] }, "oom"],
    ["a rank that somebody killed under torchrun", { logTail: [torchrun] }, "killed"],
    ["a GPU that was full while the kernel killed others", { oomKill: true, logTail: [cuda] }, "cuda-oom"],
    ["a GPU that was full, after which the rest was killed", { oomKill: true, logTail: [cuda, torchrun] }, "cuda-oom"],
    ["a disk that was full while the kernel killed others", { oomKill: true, logTail: ["[Errno 28]"] }, "disk-full"],
    ["a checkpoint whose name has Killed in it", { logTail: ["Saving to Killed-Bill"] }, "crashed"],
  ])("%s: %j is %s", (_, changes, reason) => {
    expect(classifyExit(ended(changes)).reason).toBe(reason);
  });

  it("passes on why a program could not be started", () => {
    const exit = classifyExit(
      ended({ exitCode: null, outcomeHint: "start-failed", message: verbatim("Could not start swift") }),
    );
    expect(exit.reason).toBe("missing-dependency");
    expect(words(exit.message)).toBe("Could not start swift");
  });
});

it.each([
  ...["ValueError: ", "path: '", "is not a valid x", "command '", "exitcode ", 'json.py", line 1', ": line 1: 1 "],
  ...["Killed", "a", "9", " ", "a.", "a.Error", "Errno "],
])("costs no more than the length of a line of many %j", async (words) => {
  const growth = await growthOf([16_000, 256_000], (size) => {
    const logTail = [words.repeat(size / words.length)];
    return () => classifyExit(ended({ logTail }));
  });
  expect(growth).toBeLessThan(64);
});

describe("ends that somebody asked for", () => {
  it.each<[Partial<EndedAttempt>, string]>([
    [{ exitCode: 0 }, "succeeded"],
    [{ exitCode: 0, outcomeHint: "stopped" }, "stopped"],
    [{ exitCode: 143, outcomeHint: "stopped" }, "cancelled"],
    [{ exitCode: null, signal: "SIGINT", outcomeHint: "cancelled" }, "cancelled"],
    [{ exitCode: 0, requested: "cancel" }, "succeeded"],
    [{ exitCode: null, outcomeHint: "lost" }, "lost"],
  ])("%j is %s", (changes, outcome) => {
    expect(classifyExit(ended(changes))).toMatchObject({ outcome, reason: null });
  });
});
