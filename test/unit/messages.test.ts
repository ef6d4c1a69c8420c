import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { locales } from "../../components/lib/locale";
import { messages } from "../../components/lib/messages";

const root = join(import.meta.dirname, "../../components/messages");

function read(locale: string, file: string): unknown {
  return JSON.parse(readFileSync(join(root, locale, file), "utf8"));
}

function entries(node: unknown, path = ""): [string, string][] {
  if (typeof node === "string") return [[path, node]];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, inner]) => entries(inner, path === "" ? key : `${path}.${key}`));
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].flatMap(([, name]) => name ?? []).sort();
}

const files = readdirSync(join(root, "en")).sort();

describe("interface text", () => {
  it("has the same files in every language, all of them loaded", () => {
    for (const locale of locales) {
      expect(readdirSync(join(root, locale)).sort()).toEqual(files);
      expect(
        Object.keys(messages[locale])
          .filter((name) => name !== "texts")
          .map((name) => `${name}.json`)
          .sort(),
      ).toEqual(files);
    }
  });

  it.each(files)("%s has the same keys in English and Chinese, none of them empty", (file) => {
    const english = entries(read("en", file));
    const chinese = entries(read("zh", file));
    expect(chinese.map(([key]) => key).sort()).toEqual(english.map(([key]) => key).sort());
    for (const [key, text] of [...english, ...chinese]) expect(text.trim(), key).not.toBe("");
  });

  it.each(files)("%s uses the same placeholders in both languages", (file) => {
    const chinese = new Map(entries(read("zh", file)));
    for (const [key, text] of entries(read("en", file))) {
      expect(new Set(placeholders(chinese.get(key) ?? "")), key).toEqual(new Set(placeholders(text)));
    }
  });
});
