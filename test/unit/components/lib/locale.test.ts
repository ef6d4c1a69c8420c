import { describe, expect, it } from "vitest";
import { pickLocale } from "../../../../components/lib/locale";

describe("pickLocale", () => {
  it.each([
    ["the cookie", "zh", "en-US", "zh"],
    ["a language that exists here", undefined, "fr-FR, zh-CN;q=0.8, en;q=0.5", "zh"],
    ["the weights, not the order", undefined, "en;q=0.3, zh;q=0.9", "zh"],
    ["nothing that is refused", undefined, "zh;q=0", "en"],
    ["English without a header", undefined, null, "en"],
    ["English for an unknown cookie", "xx", "", "en"],
  ] as const)("follows %s", (_, cookie, header, locale) => expect(pickLocale(cookie, header)).toBe(locale));
});
