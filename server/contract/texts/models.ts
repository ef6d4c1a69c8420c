import type { Texts } from "./text";

/** Why the size of a model is not known. */
export const models = {
  "no-config": { en: "‘{model}’ has no readable config.json", zh: "‘{model}’ 没有可读的 config.json" },
  "sees-images": {
    en: "‘{model}’ also sees images, and its vision part cannot be sized",
    zh: "‘{model}’ 还能看图像，其视觉部分的大小无法估算",
  },
  "of-model": { en: "‘{model}’: {reason}", zh: "模型 ‘{model}’：{reason}" },
  "hub-only": {
    en: "‘{model}’ is a hub id without files on this machine",
    zh: "‘{model}’ 是 Hub 标识，本机没有其文件",
  },
  "outside-roots": {
    en: "‘{model}’ lies outside the folders that may be read",
    zh: "‘{model}’ 位于可读取的文件夹之外",
  },
  "no-folder": { en: "No model folder at ‘{model}’", zh: "‘{model}’ 处没有模型文件夹" },
  "keys-missing": { en: "config.json does not tell {keys}", zh: "config.json 没有说明 {keys}" },
  architecture: {
    en: "The architecture ‘{type}’ is not among those that can be sized",
    zh: "架构 ‘{type}’ 不在可估算之列",
  },
  "mixed-experts": {
    en: "Some of its layers have experts and some have not, which cannot be sized",
    zh: "有些层有专家，有些没有，无法估算大小",
  },
  quantised: {
    en: "How many bits ‘{method}’ keeps of a weight is not told",
    zh: "没有说明 ‘{method}’ 为每个权重保留多少位",
  },
} as const satisfies Texts;
