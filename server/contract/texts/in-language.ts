import { catalogue } from "./catalogue";

type Catalogue = typeof catalogue;

/** The catalogue in one language: texts by area and key. */
export type TextsInLanguage = { [Area in keyof Catalogue]: { [Key in keyof Catalogue[Area]]: string } };

/** Every text of the catalogue in one language. */
export function textsIn(language: "en" | "zh"): TextsInLanguage {
  const areas = Object.entries(catalogue).map(([area, texts]) => [
    area,
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text[language]])),
  ]);
  return Object.fromEntries(areas) as TextsInLanguage;
}
