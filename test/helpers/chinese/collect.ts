import type { Page } from "@playwright/test";

/** Everything that the page shows or tells a screen reader, one element or attribute a text; code, logs, and what people typed are left out. */
export function collectTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // Names, paths and commands are set in the monospaced face; a log is a program's own words.
    const verbatim = "script, style, code, pre, kbd, textarea, [data-verbatim], [role=log], .font-mono";
    const spoken = ["aria-label", "aria-description", "title", "placeholder", "alt"];
    const texts: string[] = [];
    for (const element of document.body.querySelectorAll("*")) {
      if (element.closest(verbatim) !== null || !element.checkVisibility()) continue;
      const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
      texts.push(own.map(({ textContent }) => textContent ?? "").join(""));
      for (const name of spoken) texts.push(element.getAttribute(name) ?? "");
    }
    return [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== "");
  });
}
