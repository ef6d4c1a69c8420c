import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { message, messageSchema, verbatim } from "../../../server/contract/message";
import { catalogue } from "../../../server/contract/texts/catalogue";

const all = Object.entries(catalogue).flatMap(([area, texts]) =>
  Object.entries(texts).map(([key, text]): [string, { en: string; zh: string }] => [`${area}.${key}`, text]),
);

/** What stands after an opening brace: names of values, not the texts of branches. */
function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)[},]/g)].flatMap(([, name]) => name ?? []))].sort();
}

function render(text: string, language: "en" | "zh"): string {
  const translate = createTranslator({
    locale: language,
    messages: { text },
    onError: (error) => {
      throw error;
    },
  });
  return translate("text", Object.fromEntries(namesIn(text).map((name) => [name, 2])));
}

describe("every text of the catalogue", () => {
  it.each(all)("%s has the same places in both languages and renders", (_code, { en, zh }) => {
    expect(namesIn(zh).filter((name) => !namesIn(en).includes(name))).toEqual([]);
    expect(render(en, "en")).not.toMatch(/[{}]/);
    expect(render(zh, "zh")).not.toMatch(/[{}]/);
  });

  it.each(all.filter(([, { zh }]) => /\w/.test(zh.replaceAll(/\{\w+\}|Slurm|Python|Ray|ms-swift|stillroom/g, ""))))(
    "%s is Chinese in Chinese",
    (_code, { zh }) => {
      expect(zh).toMatch(/\p{Script=Han}/u);
    },
  );
});

describe("messageSchema", () => {
  it("keeps a coded message with messages in its values", () => {
    const said = message("exits.with-words", { message: message("exits.nan"), words: "ValueError: x" });
    expect(messageSchema.parse(JSON.parse(JSON.stringify(said)))).toEqual(said);
  });

  it("keeps the text of an older version as it was written", () => {
    expect(messageSchema.parse("The disk is full")).toEqual(verbatim("The disk is full"));
  });
});
