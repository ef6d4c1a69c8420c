/** What a panel's values are, which decides how they are written; "number" has no unit of its own. */
export type PanelUnit = "number" | "nats" | "share" | "bytes" | "tokens" | "tokens-per-second" | "seconds-per-step";

type PanelGroup = {
  kind: string;
  unit: PanelUnit;
  /** Of the training values; their `eval_` twins join them. */
  keys: readonly (string | RegExp)[];
  /** A line is a stage, since several write the same key. */
  isPerStage?: boolean;
  /** Steps of the key are seconds, so that only time makes sense as the horizontal axis. */
  isTimed?: boolean;
};

/** Panels in the order in which they are drawn; a key belongs to the first that names it. */
const groups = [
  { kind: "loss", unit: "number", keys: ["loss"] },
  { kind: "loss-parts", unit: "number", keys: ["loss_ce", "loss_kd", "loss_hidden", "loss_attn"] },
  { kind: "agreement", unit: "share", keys: ["top1_agreement"] },
  { kind: "divergence", unit: "nats", keys: ["kl_dataset", "kl_on_policy"] },
  { kind: "entropy", unit: "nats", keys: ["entropy_student", "entropy_teacher"] },
  { kind: "on-policy", unit: "share", keys: ["on_policy_share"] },
  {
    kind: "completion",
    unit: "tokens",
    keys: ["completion_length", "completions/mean_length", "completions/min_length", "completions/max_length"],
  },
  { kind: "truncated", unit: "share", keys: ["truncated_share", "completions/clipped_ratio"] },
  { kind: "preference-accuracy", unit: "share", keys: ["rewards/accuracies"] },
  { kind: "preference-rewards", unit: "number", keys: ["rewards/chosen", "rewards/rejected", "rewards/margins"] },
  { kind: "preference-logps", unit: "nats", keys: ["logps/chosen", "logps/rejected"] },
  { kind: "teacher-kl", unit: "nats", keys: ["teacher_kl"] },
  { kind: "reward", unit: "number", keys: ["reward", "reward_std", /^rewards\/.+/] },
  { kind: "learning-rate", unit: "number", keys: ["learning_rate"] },
  { kind: "grad-norm", unit: "number", keys: ["grad_norm"] },
  { kind: "speed", unit: "seconds-per-step", keys: ["train_speed(s/it)"] },
  { kind: "answer-rows", unit: "number", keys: ["answers/rows"], isPerStage: true },
  { kind: "answer-truncated", unit: "number", keys: ["answers/truncated"], isPerStage: true },
  { kind: "answer-empty", unit: "number", keys: ["answers/empty"], isPerStage: true },
  { kind: "answer-tokens", unit: "tokens", keys: ["answers/tokens"], isPerStage: true },
  { kind: "answer-speed", unit: "tokens-per-second", keys: ["answers/tokens_per_second"], isPerStage: true },
  { kind: "soft-label-rows", unit: "number", keys: ["soft_labels/rows"], isPerStage: true },
  { kind: "soft-label-tokens", unit: "tokens", keys: ["soft_labels/tokens"], isPerStage: true },
  { kind: "soft-label-mass", unit: "share", keys: ["soft_labels/mass_covered"], isPerStage: true },
  { kind: "soft-label-speed", unit: "tokens-per-second", keys: ["soft_labels/tokens_per_second"], isPerStage: true },
  { kind: "soft-label-size", unit: "bytes", keys: ["soft_labels/size_bytes"], isPerStage: true },
  { kind: "memory", unit: "bytes", keys: ["memory/rss_bytes"], isPerStage: true, isTimed: true },
  { kind: "gpu-memory", unit: "bytes", keys: ["memory/gpu_bytes"], isPerStage: true, isTimed: true },
  { kind: "gpu-utilization", unit: "share", keys: ["gpu/utilization"], isPerStage: true, isTimed: true },
] as const satisfies readonly PanelGroup[];

/** A panel that the groups name; a key outside of them has one of its own, of kind `other`. */
export type PlacedKind = (typeof groups)[number]["kind"];
export type PanelKind = PlacedKind | "other";

/** Where a key is drawn. `slot` is its place among the keys of the panel, from 0; null where the panel does not name it. */
export type Placement = {
  id: string;
  kind: PanelKind;
  unit: PanelUnit;
  order: number;
  slot: number | null;
  isPerStage: boolean;
  isTimed: boolean;
  isEvaluation: boolean;
};

const evaluationPrefix = "eval_";

/** The panel of a key, evaluation twins beside their training value. */
export function placeKey(key: string): Placement {
  const isEvaluation = key.startsWith(evaluationPrefix);
  const base = isEvaluation ? key.slice(evaluationPrefix.length) : key;
  for (const [order, group] of groups.entries()) {
    const { kind, unit, keys, isPerStage = false, isTimed = false }: PanelGroup & { kind: PlacedKind } = group;
    const slot = keys.findIndex((known) => (typeof known === "string" ? known === base : known.test(base)));
    if (slot < 0) continue;
    const isNamed = typeof keys[slot] === "string";
    return { id: kind, kind, unit, order, slot: isNamed ? slot : null, isPerStage, isTimed, isEvaluation };
  }
  const none = { slot: null, isPerStage: false, isTimed: false };
  return { id: `other:${base}`, kind: "other", unit: "number", order: groups.length, ...none, isEvaluation };
}
