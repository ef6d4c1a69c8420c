import type { Texts } from "./text";

/** Why a stored recipe cannot be read. */
export const recipes = {
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
