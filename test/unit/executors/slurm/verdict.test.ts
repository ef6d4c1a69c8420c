import { describe, expect, it } from "vitest";
import { words } from "../../../../server/cli/language";
import type { QueuedJob } from "../../../../server/executors/slurm/parse";
import { isActive, verdictOfEnd, verdictOfQueue } from "../../../../server/executors/slurm/verdict";
import { waitingNote } from "../../../../server/executors/slurm/waiting-note";
import { saying } from "../../../helpers/saying";

const job = (state: string, reason = "None"): QueuedJob => ({
  jobId: "1",
  state,
  reason,
  submitTime: "2026-11-24T18:00:00",
  name: "r7.a1",
  comment: "",
});

describe("a job in the queue", () => {
  it.each([
    [["PENDING"], "pending"],
    [["REQUEUED"], "pending"],
    [["CONFIGURING"], "running"],
    [["RUNNING"], "running"],
    [["COMPLETING"], "running"],
    [["SUSPENDED"], "paused"],
    [["PENDING", "RUNNING"], "running"],
    [["FAILED", "PENDING"], "pending"],
  ])("%j is %s", (states, kind) => {
    expect(verdictOfQueue(states.map((state) => job(state)))).toMatchObject({ kind });
  });

  it.each([["COMPLETED"], ["FAILED"], ["CANCELLED"], ["TIMEOUT"], ["OUT_OF_MEMORY"], ["NODE_FAIL"], ["PREEMPTED"]])(
    "%s is over",
    (state) => {
      expect(verdictOfQueue([job(state)])).toBeNull();
      expect(isActive(job(state))).toBe(false);
    },
  );

  it("is none", () => expect(verdictOfQueue([])).toBeNull());
});

describe("why a job waits", () => {
  it.each([
    ["Resources", /free resources \(Resources\)$/],
    ["Priority", /higher priority/],
    ["(Resources)", /free resources/],
    ["ReqNodeNotAvail, UnavailableNodes:n1", /down, drained or reserved \(ReqNodeNotAvail, UnavailableNodes:n1\)$/],
    ["QOSMaxJobsPerUserLimit", /limit of the quality of service is reached \(QOSMaxJobsPerUserLimit\)$/],
    ["AssocGrpGRES", /limit of the account is reached/],
    ["SomethingNew", /waiting \(SomethingNew\)$/],
    ["PartitionTimeLimit", /more time than the partition allows .* will not start/],
    ["QOSMaxGRESPerJob", /quality of service.* will not start/],
    ["JobHeldAdmin", /administrator holds it.* will not start/],
  ])("%s", (reason, text) => expect(words(waitingNote(reason))).toMatch(text));
});

describe("a job that is over without a last word", () => {
  const end = (state: string, exitCode: number | null = 0, signal: number | null = null) =>
    verdictOfEnd({ state, exitCode, signal });

  it.each([
    ["TIMEOUT", /time limit/],
    ["PREEMPTED", /higher priority/],
    ["NODE_FAIL", /node failed/],
    ["BOOT_FAIL", /could not be started/],
    ["CANCELLED", /cancelled in Slurm/],
  ])("%s was taken away", (state, cause) => {
    expect(end(state)).toEqual({ kind: "gone", cause: saying(cause) });
  });

  it("ran out of memory", () => {
    expect(end("OUT_OF_MEMORY", 0, 125)).toMatchObject({ kind: "ended", signal: "SIGKILL", oomKill: true });
  });

  it("could not begin", () =>
    expect(end("FAILED", 127)).toMatchObject({ kind: "ended", exitCode: 127, oomKill: false }));

  it("found the attempt taken", () => {
    expect(end("FAILED", 3)).toEqual({ kind: "gone", cause: saying("queue") });
  });

  it.each([
    ["FAILED", null, 9],
    ["COMPLETED", 0, null],
  ])("%s tells nothing of the command", (state, exitCode, signal) => {
    expect(end(state, exitCode, signal)).toEqual({ kind: "gone", cause: null });
  });

  it("is not known", () => expect(verdictOfEnd(null)).toMatchObject({ kind: "gone", cause: saying(/./) }));
});
