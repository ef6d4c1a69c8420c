import type { Texts } from "./text";

/** Why a stored recipe cannot be read. */
export const recipes = {
  unreadable: {
    en: "The stored recipe of this run cannot be read: {problem}",
    zh: "无法读取此运行存储的配方：{problem}",
  },
  "unreadable-next": {
    en: "Export it with ''stillroom export {runId} --format recipe'', start it anew or archive the run",
    zh: "用 stillroom export {runId} --format recipe 导出它，重新启动，或归档该运行",
  },
  damaged: { en: "The stored text of the recipe is damaged", zh: "存储的配方文本已损坏" },
  "no-recipe": { en: "What is stored as the recipe is none", zh: "存储的内容不是配方" },
  "wrong-field": {
    en: "“{field}” of the stored recipe is missing or is not what a recipe has there",
    zh: "存储的配方中“{field}”缺失，或其内容不符合配方的格式",
  },
  "later-version": {
    en: "A later version of Stillroom stored the recipe",
    zh: "配方由更新版本的 Stillroom 存储",
  },
} as const satisfies Texts;
