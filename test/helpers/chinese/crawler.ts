import type { Locator, Page, Response } from "@playwright/test";
import { type Message, messageSchema } from "../../../server/contract/message";
import { catalogue } from "../../../server/contract/texts/catalogue";
import { wordsIn } from "../../../server/contract/words";
import { englishIn } from "../english";
import { collectTexts } from "./collect";

const codes = new Set(
  Object.entries(catalogue).flatMap(([area, texts]) => Object.keys(texts).map((key) => `${area}.${key}`)),
);
const openers = [
  "[role=tab]",
  "button[aria-haspopup]",
  "button[aria-expanded=false]",
  "[role=combobox]:not(input)",
].join(", ");
const mostOpened = 40;

/** What a crawl has read: texts by page, and messages that pages were sent, by code. */
export type Crawl = ReturnType<typeof createCrawl>;

/** Reads pages: notes their texts and the messages of the answers that they got. `names`: what stays as people and projects named it. */
export function createCrawl(page: Page, names: readonly string[]) {
  const texts = new Set<string>();
  const english = new Map<string, string>();
  const sent = new Map<string, Message[]>();
  const open = new Set<Promise<void>>();
  page.on("response", (response) => {
    if (!response.url().includes("/api/trpc/") || response.url().includes("events.")) return;
    const reading = readMessages(response, sent).finally(() => open.delete(reading));
    open.add(reading);
  });

  /** Notes what is on the screen now. */
  async function look(where: string): Promise<void> {
    for (const text of await collectTexts(page)) {
      texts.add(text);
      const found = englishIn(text, names);
      if (found !== null && !english.has(text)) english.set(text, `${where}: ${text}`);
    }
  }

  /** Waits until the page has its answers, then notes it. */
  async function settle(where: string): Promise<void> {
    await page.waitForTimeout(250);
    await page
      .waitForFunction(() => document.querySelector("[data-slot=skeleton]") === null, null, { timeout: 10_000 })
      .catch(() => undefined);
    await Promise.all(open);
    await look(where);
  }

  /** Opens every tab, menu, dialog and list of the page, one after the other, and notes each. */
  async function openAll(where: string): Promise<void> {
    const count = Math.min(await page.locator(openers).count(), mostOpened);
    for (let index = 0; index < count; index += 1) {
      const opener = page.locator(openers).nth(index);
      if (!(await isUsable(opener))) continue;
      const name = (await opener.getAttribute("aria-label")) ?? (await opener.textContent()) ?? "";
      await opener.click({ timeout: 2_000 }).catch(() => undefined);
      await page.waitForTimeout(120);
      await look(`${where} › ${name}`);
      const isPopup =
        (await page.locator("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]").count()) > 0;
      if (isPopup) await page.keyboard.press("Escape");
      await page.waitForTimeout(60);
    }
  }

  return {
    look,
    settle,
    openAll,
    visit: async (url: string, where = url, isDeep = false) => {
      await page.goto(url, { waitUntil: "load" });
      await settle(where);
      if (isDeep) await openAll(where);
    },
    /** Texts with English in them, with where each was first seen. */
    english: () => [...english.values()].sort(),
    /** Codes whose Chinese words stood on a page. */
    shown: () => {
      const all = [...texts].join("\n");
      return [...sent]
        .filter(([, messages]) => messages.some((said) => all.includes(wordsIn(said, "zh"))))
        .map(([code]) => code);
    },
  };
}

async function isUsable(opener: Locator): Promise<boolean> {
  return (await opener.isVisible().catch(() => false)) && (await opener.isEnabled().catch(() => false));
}

async function readMessages(response: Response, sent: Map<string, Message[]>): Promise<void> {
  const text = await response.text().catch(() => "");
  for (const line of text.split("\n")) {
    try {
      note(JSON.parse(line), sent);
    } catch {
      // A page that was left has no answer to read.
    }
  }
}

function note(value: unknown, sent: Map<string, Message[]>): void {
  if (typeof value !== "object" || value === null) return;
  const said = messageSchema.safeParse(value);
  if (said.success && codes.has(said.data.code))
    sent.set(said.data.code, [...(sent.get(said.data.code) ?? []), said.data]);
  for (const inner of Object.values(value)) note(inner, sent);
}
