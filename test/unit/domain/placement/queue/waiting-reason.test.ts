import { expect, it } from "vitest";
import { resourcesSchema } from "../../../../../server/contract/recipe/resources";
import { queueHostOf } from "../../../../../server/domain/placement/queue/host";
import { needOf } from "../../../../../server/domain/placement/queue/need";
import { waitingReasonOf } from "../../../../../server/domain/placement/queue/waiting-reason";
import { activeOf, entryOf, hostOf } from "../../../../helpers/queue-entries";

const two = hostOf(["usable", "usable"]);
const onOne = [activeOf(entryOf(9, 1), 0)];
const onCpu = [activeOf(entryOf(9, 0))];
const share = { need: { share: 0.5 } };
const measured = { need: { alone: true } };

it.each([
  ["held", entryOf(1, 1, { held: true }), [], two, { kind: "held" }],
  ["lost", entryOf(1, 1, { ready: false, retryAt: 5 }), [], two, { kind: "retry", atMs: 5 }],
  ["no runner", entryOf(1, 1), [], null, { kind: "runner" }],
  ["larger than the host", entryOf(1, 3), [], two, { kind: "too-large", gpus: 3, total: 2 }],
  ["too few free", entryOf(1, 2), onOne, two, { kind: "gpus", gpus: 2, free: 1, busy: 0 }],
  ["other programs", entryOf(1, 1), onOne, hostOf(["usable", "busy"]), { kind: "gpus", gpus: 1, free: 0, busy: 1 }],
  ["no share left", entryOf(1, 1, share), onOne, hostOf(["usable"]), { kind: "gpu-share", share: 0.5 }],
  ["kept for another", entryOf(1, 1), onOne, two, { kind: "turn" }],
  [
    "being made elsewhere",
    entryOf(1, 1, { cacheKey: "k" }),
    [activeOf(entryOf(9, 1, { cacheKey: "k" }), 0)],
    two,
    { kind: "same", runNumber: 9 },
  ],
  ["CPU taken", entryOf(1, 0), onCpu, hostOf([]), { kind: "cpu", slots: 1 }],
  ["to be measured", entryOf(1, 0, measured), onCpu, hostOf([], 2), { kind: "alone" }],
  ["being measured", entryOf(1, 0), [activeOf(entryOf(9, 0, measured))], hostOf([], 2), { kind: "alone" }],
] as const)("%s", (_, entry, active, host, reason) => {
  const pool = host === null ? { host, problem: "runner" as const } : { host, problem: null };
  expect(waitingReasonOf(entry, { active, ...pool })).toEqual(reason);
});

it.each(["not-set-up", "unreachable"] as const)("a stage for a cluster that is %s says so", (problem) => {
  const entry = entryOf(1, 1, { executor: "ray" });
  expect(waitingReasonOf(entry, { active: [], host: null, problem })).toEqual({ kind: problem, executor: "ray" });
});

it.each([
  ["distill", { gpus: 4 }, { gpus: 4, share: null, alone: false }],
  ["serve", { gpus: 2 }, { gpus: 2, share: null, alone: false }],
  ["evaluate", { gpus: 1, gpuShare: 0.5 }, { gpus: 1, share: null, alone: true }],
  ["quantize", { gpus: 1, gpuShare: 0.5 }, { gpus: 1, share: 0.5, alone: false }],
  ["distill", { gpus: 1, gpuShare: 1 }, { gpus: 1, share: null, alone: false }],
  ["distill", { gpus: 0 }, { gpus: 0, share: null, alone: false }],
] as const)("%s of a recipe with %j needs %j", (kind, resources, need) => {
  expect(needOf(resourcesSchema.parse(resources), kind)).toEqual(need);
});

it("gives what is idle or ours, in the limits that a person sets", () => {
  const gpu = (index: number, gib: number, utilization: number | null = 0) => ({
    index,
    memoryUsedBytes: gib * 2 ** 30,
    utilization,
  });
  const gpus = [gpu(0, 0.5), gpu(1, 2), gpu(2, 0, 0.4), gpu(3, 9, 1), gpu(4, 0, null)];
  const states = (env: Record<string, string>) =>
    queueHostOf(gpus, { NODE_ENV: "test", ...env }, new Set([3])).gpus.map(({ index, state }) => `${index} ${state}`);
  expect(states({})).toEqual(["0 usable", "1 busy", "2 busy", "3 settling", "4 usable"]);
  expect(states({ CUDA_VISIBLE_DEVICES: "1,4" })).toEqual(["1 busy", "4 usable"]);
  expect(states({ STILLROOM_USE_BUSY_GPUS: "1" })).not.toContain("1 busy");
  expect(queueHostOf([], { NODE_ENV: "test" }, new Set()).cpuSlots).toBe(1);
  expect(queueHostOf([], { NODE_ENV: "test", STILLROOM_CPU_SLOTS: "3" }, new Set()).cpuSlots).toBe(3);
  expect(queueHostOf([], { NODE_ENV: "test", STILLROOM_CPU_SLOTS: "none" }, new Set()).cpuSlots).toBe(1);
});
