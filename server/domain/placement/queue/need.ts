import { demandOf, type Resources } from "../../../contract/recipe/resources";
import { type StageKind, traitsOf } from "../../../contract/stage-kinds";

/** What a stage takes of a host: whole GPUs, a share of one, or (with 0 GPUs) a CPU slot; `alone`: nothing else on its device. */
export type Need = { gpus: number; share: number | null; alone: boolean };

/** The need of a stage: unless the recipe says otherwise for its kind, as many GPUs as the whole recipe asks for, since the largest model has to fit into each of them. */
export function needOf(resources: Resources, kind: StageKind): Need {
  const { gpus, gpuShare, nodes } = demandOf(resources, kind);
  return { gpus: gpus * nodes, share: gpuShare, alone: traitsOf(kind).isMeasured };
}
