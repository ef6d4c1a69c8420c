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
  /** A person asks for it once its model is there: always on this host, beside the pipeline, its queue and its cache. */
  isOnRequest: boolean;
  /** Goes on until a person ends it, and answers on a port. */
  isServer: boolean;
  /** Computes with models, on the GPUs that the recipe asks for; others read and write files only. */
  needsDevice: boolean;
  /** What tells how long it will take. */
  time: "training" | "rows-by-teacher" | "rows-by-student" | "held-out-items" | "as-before" | "endless";
};

const plain = {
  isTraining: false,
  isMeasured: false,
  isGated: false,
  isOnRequest: false,
  isServer: false,
  needsDevice: true,
} as const;
const exported = { ...plain, isOnRequest: true, needsDevice: false, time: "as-before" } as const;

/** Every kind of stage. A new one is a line here and a file of its own, which `server/engines/registry.ts` is asked for. */
export const stageKinds = {
  "teacher-inference": { ...plain, name: { en: "Teacher inference", zh: "教师推理" }, time: "rows-by-teacher" },
  "preference-pairs": { ...plain, name: { en: "Preference pairs", zh: "偏好对" }, time: "rows-by-student" },
  "soft-labels": { ...plain, name: { en: "Soft labels", zh: "软标签" }, time: "rows-by-teacher" },
  distill: { ...plain, name: { en: "Distillation", zh: "蒸馏" }, isTraining: true, time: "training" },
  quantize: { ...plain, name: { en: "Quantisation", zh: "量化" }, isGated: true, time: "as-before" },
  evaluate: { ...plain, name: { en: "Evaluation", zh: "评测" }, isMeasured: true, time: "held-out-items" },
  serve: { ...plain, name: { en: "Serving", zh: "部署" }, isOnRequest: true, isServer: true, time: "endless" },
  gguf: { ...exported, name: { en: "GGUF export", zh: "GGUF 导出" } },
  push: { ...exported, name: { en: "Push to a hub", zh: "推送到模型库" } },
} as const satisfies Record<string, StageKindDefinition>;

type StageKinds = typeof stageKinds;
export type StageKind = keyof StageKinds;

/** Kinds of stages that a recipe makes; the others are asked for by people. */
export type PipelineKind = {
  [Kind in StageKind]: StageKinds[Kind]["isOnRequest"] extends false ? Kind : never;
}[StageKind];

/** Kinds of stages of which a recipe can say what they take. */
type DeviceKind = {
  [Kind in StageKind]: StageKinds[Kind]["needsDevice"] extends true ? Kind : never;
}[StageKind];

export const stageKindNames = namesOf(stageKinds);

/** Whether stages of this kind take what a recipe's resources name. */
export function isDeviceKind(kind: StageKind): kind is DeviceKind {
  return stageKinds[kind].needsDevice;
}

export const deviceKinds = stageKindNames.filter(isDeviceKind);

/** What holds of every stage of this kind. */
export function traitsOf(kind: StageKind): StageKindDefinition {
  return stageKinds[kind];
}

/** The kinds of which something holds. */
export function kindsThat(trait: "isTraining" | "isMeasured" | "isGated" | "isOnRequest"): StageKind[] {
  return stageKindNames.filter((kind) => stageKinds[kind][trait]);
}
