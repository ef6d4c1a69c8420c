import type { Texts } from "./text";

/** Whether an evaluation loss has settled. */
export const convergence = {
  "too-few": {
    en: "{count, plural, one {# evaluation} other {# evaluations}}; at least {needed} are needed to see a trend",
    zh: "只有 {count} 次评估；至少需要 {needed} 次才能看出趋势",
  },
  settled: {
    en: "The evaluation loss moved by {change} over the last {count} evaluations (steps {from} to {to}), no trend that matters; its lowest was {lowest} at step {at}",
    zh: "最近 {count} 次评估（第 {from} 到 {to} 步）中评估损失变化了 {change}，没有值得注意的趋势；最低为第 {at} 步的 {lowest}",
  },
  falling: {
    en: "The evaluation loss still fell by {change} over the last {count} evaluations (steps {from} to {to})",
    zh: "最近 {count} 次评估（第 {from} 到 {to} 步）中评估损失仍下降了 {change}",
  },
  rising: {
    en: "The evaluation loss rose by {change} over the last {count} evaluations (steps {from} to {to}); its lowest was {lowest} at step {at}",
    zh: "最近 {count} 次评估（第 {from} 到 {to} 步）中评估损失上升了 {change}；最低为第 {at} 步的 {lowest}",
  },
} as const satisfies Texts;
