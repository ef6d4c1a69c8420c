import { describe, expect, it } from "vitest";
import { words } from "../../../../server/cli/language";
import { adviceFor } from "../../../../server/executors/slurm/advice";
import { type CommandResult, failureOf, wordsOf } from "../../../../server/executors/slurm/commands";
import {
  jobsOf,
  parseAccounted,
  parseFields,
  parseQueue,
  parseShownJob,
} from "../../../../server/executors/slurm/parse";

const line = '12|RUNNING|2026-11-24T18:24:53|r7.a1|None|{"stillroom":"/d/a|b"}';

const said = (result: CommandResult) => words(wordsOf(result));

describe("squeue", () => {
  it("is read with a comment that holds any character", () => {
    expect(parseQueue(`${line}\n\nslurm says hello\n`)).toEqual([
      {
        jobId: "12",
        state: "RUNNING",
        submitTime: "2026-11-24T18:24:53",
        name: "r7.a1",
        reason: "None",
        comment: '{"stillroom":"/d/a|b"}',
      },
    ]);
  });

  it.each([
    ["r7.a1", "/d/a|b", 1],
    ["r7.a1", "/other", 0],
    ["r8.a1", "/d/a|b", 0],
  ])("belongs to %s in %s: %d", (name, directory, count) => {
    expect(jobsOf(parseQueue(line), name, directory)).toHaveLength(count);
  });

  it("goes by the name alone where a site has replaced the comment", () => {
    expect(jobsOf(parseQueue("12|PENDING|t|r7.a1|Priority|billing=4"), "r7.a1", "/d")).toHaveLength(1);
  });
});

it.each([
  ["JobId=1 JobName=x JobState=FAILED Reason=NonZeroExitCode ExitCode=127:0 DerivedExitCode=0:0", "FAILED", 127, null],
  ["JobId=1 JobName=x JobState=FAILED Reason=x DerivedExitCode=5:0 ExitCode=0:9 RunTime=1", "FAILED", null, 9],
])("scontrol: %s", (text, state, exitCode, signal) => {
  expect(parseShownJob(text)).toEqual({ state, exitCode, signal });
});

it("reads nothing from scontrol's complaint", () => {
  expect(parseShownJob("slurm_load_jobs error: Invalid job id specified")).toBeNull();
});

it("reads the last start of a job with this name from sacct", () => {
  const text = [
    "7|NODE_FAIL|0:0|2026-11-24T18:00:00|r7.a1",
    "7|CANCELLED by 1000|0:15|2026-11-24T19:00:00|r7.a1",
    "7|COMPLETED|0:0|2026-11-24T20:00:00|somebody's",
  ].join("\n");
  expect(parseAccounted(text, "r7.a1")).toEqual({
    state: "CANCELLED",
    exitCode: null,
    signal: 15,
    submitTime: "2026-11-24T19:00:00",
  });
  expect(parseAccounted("", "r7.a1")).toBeNull();
});

it("reads fields of scontrol", () => {
  expect(parseFields("NodeName=n1 CPUTot=8 Gres=gpu:2(S:0-1) OS=Linux 6.1 #1 CfgTRES=cpu=8,gres/gpu=2")).toMatchObject({
    NodeName: "n1",
    CPUTot: "8",
    Gres: "gpu:2(S:0-1)",
    CfgTRES: "cpu=8,gres/gpu=2",
  });
});

describe("a command that failed", () => {
  it.each([
    ["slurm_load_jobs error: Unable to contact slurm controller (connect failure)", "unreachable"],
    ["sbatch: error: Batch job submission failed: Socket timed out on send/recv operation", "unreachable"],
    ["sinfo: fatal: Could not establish a configuration source", "unreachable"],
    ["squeue: error: Munge encode failed: Failed to access socket\nslurm_load_jobs error: Protocol", "unauthorised"],
    ["slurm_load_jobs error: Zero Bytes were transmitted or received", "unauthorised"],
    ["sbatch: error: invalid partition specified: x", "refused"],
    ["sbatch: error: Batch job submission failed: Requested time limit is invalid", "refused"],
  ])("%s", (text, failure) => expect(failureOf(text, false)).toBe(failure));

  it("was given up, unless it told of munge before", () => {
    expect(failureOf("", true)).toBe("timeout");
    expect(failureOf("squeue: error: Munge encode failed", true)).toBe("unauthorised");
  });

  it("is told without the program's name", () => {
    const errorText = "sbatch: error: invalid partition specified: x\nsbatch: error: Batch job submission failed: y";
    expect(said({ stdout: "", errorText, failure: "refused" })).toBe(
      "invalid partition specified: x; Batch job submission failed: y",
    );
    expect(said({ stdout: "", errorText: "", failure: "timeout" })).toBe("no answer in time");
  });

  it.each([
    ["invalid partition specified: x", /partition/],
    ["Batch job submission failed: Invalid account or account/partition combination specified", /account/],
    ["Invalid generic resource (gres) specification", /GPU/],
    ["Requested node configuration is not available", /one node/],
    ["sbatch: unrecognized option '--x'", /further options/],
    ["something new", /settings/],
  ])("%s has its advice", (text, advice) => expect(words(adviceFor(text))).toMatch(advice));
});
