import type { Texts } from "./text";

/** Why a value is none that a key of the recipe takes. */
export const schema = {
  missing: { en: "A value is missing", zh: "缺少值" },
  "wrong-type": { en: "A value of type {type} belongs here", zh: "这里应为 {type} 类型的值" },
  empty: { en: "It is empty", zh: "内容为空" },
  "too-small": { en: "The least is {limit}", zh: "最小为 {limit}" },
  "not-above": { en: "It has to be above {limit}", zh: "必须大于 {limit}" },
  "too-big": { en: "The most is {limit}", zh: "最大为 {limit}" },
  "not-one-of": { en: "It is none of: {values}", zh: "不在以下取值之中：{values}" },
  "unknown-keys": { en: "Unknown: {keys}", zh: "未知的键：{keys}" },
  "bad-format": { en: "It is not written as {format} is", zh: "不符合 {format} 的格式" },
  dash: { en: "It may not begin with a dash", zh: "不能以短横线开头" },
  "no-parameters": { en: "Vary at least one recipe key", zh: "请至少选择一个要扫描的配方键" },
  "value-list": {
    en: "Give a list of values, or a range such as {example}",
    zh: "请给出取值列表，或形如 {example} 的范围",
  },
  "one-value": { en: "Give at least one value", zh: "请至少给出一个值" },
  refused: { en: "The recipe does not take this value", zh: "配方不接受该值" },
} as const satisfies Texts;
