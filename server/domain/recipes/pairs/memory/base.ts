import { message } from "../../../../contract/message";
import type { MomentPart } from "./part";
import type { Setup } from "./setup";

/** Resident bytes of an empty training on a CPU, by process (measured; see `public/docs/memory-estimate.md`). A data loader is a fork, whose shared pages count again. */
const cpuBytes = { launcher: 0.25e9, trainer: 0.67e9, worker: 0.52e9 };
/** A CUDA context with its libraries, and the blocks that the allocator cannot reuse; not measured here. */
const gpuBytes = 1e9;

/** What the process takes before any weight is loaded. While data are tokenised there are two forks instead of one. */
export function base({ device }: Setup): MomentPart {
  if (device === "gpu")
    return {
      key: "base",
      formula: message("formulas.cuda-base"),
      at: { start: gpuBytes, rollout: gpuBytes, teacher: gpuBytes, loss: gpuBytes, backward: gpuBytes },
    };
  const { launcher, trainer, worker } = cpuBytes;
  const bytes = launcher + trainer + worker;
  return {
    key: "base",
    formula: message("formulas.cpu-base"),
    at: { start: bytes + worker, rollout: bytes, teacher: bytes, loss: bytes, backward: bytes },
  };
}
