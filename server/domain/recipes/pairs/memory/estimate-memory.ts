import { executorNames, isCluster } from "../../../../contract/executor";
import { type Message, message } from "../../../../contract/message";
import type { MemoryEstimate } from "../../../../contract/preflight";
import type { Recipe } from "../../../../contract/recipe/recipe";
import { demandOf, trainingDevices } from "../../../../contract/recipe/resources";
import type { Paths } from "../../../../platform/paths";
import { type ModelFacts, readModelFacts } from "../model/model-facts";
import { activations, rolloutCache, teacherActivations } from "./activations";
import { base } from "./base";
import { findFixes } from "./fixes";
import { logitsPart } from "./logits";
import { gradients, optimizer } from "./optimizer";
import { type Moment, type MomentPart, moments } from "./part";
import { runsTeacher, type Setup, setUp } from "./setup";
import { studentWeights, teacherWeights } from "./weights";

/** Bytes of this machine and of each of its GPUs. */
export type Capacity = {
  totalMemoryBytes: number;
  freeMemoryBytes: number;
  gpus: { totalBytes: number; freeBytes: number }[];
};

const tightShare = 0.85;

/**
 * Peak memory of the training on one device, part by part, against what is free, with changes that would save some.
 * `longestTokens` is the longest row of the data, where it is known. Formulas and their error: `public/docs/memory-estimate.md`.
 */
export function estimateMemory(
  paths: Paths,
  recipe: Recipe,
  capacity: Capacity,
  longestTokens: number | null = null,
): MemoryEstimate {
  const available = availableOf(recipe, capacity);
  const common = {
    availableBytes: available.bytes,
    device: demandOf(recipe.resources, "distill").gpus > 0 ? ("gpu" as const) : ("cpu" as const),
    devices: trainingDevices(recipe.resources),
  };
  const student = readModelFacts(paths, recipe.student.model);
  const teacher = runsTeacher(recipe) ? readModelFacts(paths, recipe.teacher.model) : { facts: null, reason: null };
  if (student.facts === null || teacher.reason !== null) {
    const reason = student.reason ?? teacher.reason;
    return { ...common, estimateBytes: null, parts: [], verdict: "unknown", fixes: [], reason };
  }
  const facts = { student: student.facts, teacher: teacher.facts };
  const { bytes, hostBytes, parts } = peakOf(recipe, facts, longestTokens);
  const isHostFull = hostBytes > capacity.freeMemoryBytes;
  return {
    ...common,
    estimateBytes: bytes,
    parts,
    verdict: isHostFull && available.bytes !== null ? "exceeds" : verdictOf(bytes, available.bytes),
    fixes: findFixes(recipe, bytes, (changed) => {
      const peak = peakOf(changed, facts, longestTokens);
      return peak.hostBytes > Math.max(capacity.freeMemoryBytes, hostBytes) ? null : peak.bytes;
    }),
    reason: available.reason ?? (isHostFull ? message("memory.host-full", { bytes: { bytes: hostBytes } }) : null),
  };
}

/** The largest moment of a step, with the parts that are alive then. */
function peakOf(
  recipe: Recipe,
  facts: { student: ModelFacts; teacher: ModelFacts | null },
  longestTokens: number | null,
): Pick<MemoryEstimate, "parts"> & { bytes: number; hostBytes: number } {
  const parts = partsOf(setUp(recipe, facts, longestTokens));
  const bytesAt = (moment: Moment) => parts.reduce((sum, { at }) => sum + (at[moment] ?? 0), 0);
  const peak = moments.reduce((largest, moment) => (bytesAt(moment) > bytesAt(largest) ? moment : largest));
  return {
    bytes: Math.round(bytesAt(peak)),
    hostBytes: parts.reduce((sum, part) => sum + (part.hostBytes ?? 0), 0),
    parts: parts.flatMap(({ key, formula, at }) => {
      const bytes = Math.round(at[peak] ?? 0);
      return bytes > 0 ? [{ key, bytes, formula }] : [];
    }),
  };
}

function partsOf(setup: Setup): MomentPart[] {
  return [
    base(setup),
    studentWeights(setup),
    gradients(setup),
    optimizer(setup),
    activations(setup),
    ...teacherWeights(setup),
    ...teacherActivations(setup),
    logitsPart(setup),
    ...rolloutCache(setup),
  ];
}

/** Free bytes of the device with the least, since every device holds the same share. */
function availableOf({ resources }: Recipe, capacity: Capacity): { bytes: number | null; reason: Message | null } {
  const { gpus } = demandOf(resources, "distill");
  if (isCluster(resources.executor))
    return {
      bytes: null,
      reason: message("memory.nodes-unknown", { cluster: executorNames[resources.executor] }),
    };
  if (gpus === 0) return { bytes: capacity.freeMemoryBytes, reason: null };
  if (capacity.gpus.length < gpus)
    return {
      bytes: null,
      reason: message("memory.too-few-gpus", { asked: gpus, count: capacity.gpus.length }),
    };
  const free = capacity.gpus.map(({ freeBytes }) => freeBytes).sort((a, b) => b - a);
  return { bytes: free[gpus - 1] ?? null, reason: null };
}

function verdictOf(bytes: number, availableBytes: number | null): MemoryEstimate["verdict"] {
  if (availableBytes === null) return "unknown";
  if (bytes > availableBytes) return "exceeds";
  return bytes < tightShare * availableBytes ? "fits" : "tight";
}
