import { namesOf } from "./registry";
import type { Text } from "./texts/text";

/** What holds of every stage of a kind, whatever the recipe. */
export type StageKindDefinition = {
  name: Text;
  /** Trains the student: on all nodes together, with checkpoints that it saves when it is stopped and goes on from. */
  isTraining: boolean;
  /** Measures quality, time and memory: has its device for itself, and leaves a `result.json`. */
  isMeasured: boolean;
  /** Waits until the evaluation loss has settled, unless a person will not. */
  isGated: boolean;
  /** A server that a person starts and ends: always on this host, beside the pipeline and outside of its queue. */
  isServer: boolean;
  /** What tells how long it will take. */
  time: "training" | "rows-by-teacher" | "rows-by-student" | "held-out-items" | "as-before" | "endless";
};

const plain = { isTraining: false, isMeasured: false, isGated: false, isServer: false } as const;

/** Every kind of stage. A new one is a line here and a file of its own, which `server/engines/registry.ts` is asked for. */
export const stageKinds = {
  "teacher-inference": { ...plain, name: { en: "Teacher inference", zh: "教师推理" }, time: "rows-by-teacher" },
  "preference-pairs": { ...plain, name: { en: "Preference pairs", zh: "偏好对" }, time: "rows-by-student" },
  "soft-labels": { ...plain, name: { en: "Soft labels", zh: "软标签" }, time: "rows-by-teacher" },
  distill: { ...plain, name: { en: "Distillation", zh: "蒸馏" }, isTraining: true, time: "training" },
  quantize: { ...plain, name: { en: "Quantisation", zh: "量化" }, isGated: true, time: "as-before" },
  evaluate: { ...plain, name: { en: "Evaluation", zh: "评测" }, isMeasured: true, time: "held-out-items" },
  serve: { ...plain, name: { en: "Serving", zh: "部署" }, isServer: true, time: "endless" },
} as const satisfies Record<string, StageKindDefinition>;

type StageKinds = typeof stageKinds;
export type StageKind = keyof StageKinds;

/** Kinds of stages that a recipe makes; servers are started by people. */
export type PipelineKind = {
  [Kind in StageKind]: StageKinds[Kind]["isServer"] extends false ? Kind : never;
}[StageKind];

export const stageKindNames = namesOf(stageKinds);

/** What holds of every stage of this kind. */
export function traitsOf(kind: StageKind): StageKindDefinition {
  return stageKinds[kind];
}

/** The kinds of which something holds. */
export function kindsThat(trait: "isTraining" | "isMeasured" | "isGated" | "isServer"): StageKind[] {
  return stageKindNames.filter((kind) => stageKinds[kind][trait]);
}
