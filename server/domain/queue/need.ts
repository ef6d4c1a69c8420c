import type { Resources } from "../../contract/recipe/resources";
import type { StageKind } from "../../contract/stage";

/** What a stage takes of a host: whole GPUs, a share of one, or (with 0 GPUs) a CPU slot; `alone`: nothing else on its device. */
export type Need = { gpus: number; share: number | null; alone: boolean };

/** The need of a stage: as many GPUs as the recipe asks for, whatever the stage, since the largest model has to fit into each of them. */
export function needOf({ gpus, gpuShare }: Pick<Resources, "gpus" | "gpuShare">, kind: StageKind): Need {
  const alone = kind === "evaluate";
  const shares = gpus === 1 && !alone && gpuShare !== undefined && gpuShare < 1;
  return { gpus, share: shares ? gpuShare : null, alone };
}
