import { type Browser, expect, type Page, test } from "@playwright/test";
import { runTabs } from "../../components/runs/use-run-state";
import type { Seeded } from "../dev/seed";
import { type App, launchBrowser } from "../helpers/app";
import { findViolations } from "../helpers/axe";
import { startSeededApp } from "../helpers/seeded-app";

const looks = {
  light: { colorScheme: "light", viewport: { width: 1360, height: 900 } },
  dark: { colorScheme: "dark", viewport: { width: 1360, height: 900 } },
  phone: { colorScheme: "light", viewport: { width: 390, height: 844 } },
} as const;

let app: App;
let browser: Browser;
let seeded: Seeded;
let end: () => Promise<void>;

test.describe.configure({ mode: "serial" });
test.use({ trace: "off" });

test.beforeAll(async () => {
  ({ app, seeded, end } = await startSeededApp());
  browser = await launchBrowser();
});

test.afterAll(async () => {
  await browser?.close();
  await end?.();
});

function paths(): string[] {
  const { succeeded, failed, running, trials, sweepId } = seeded;
  return [
    ...["/", "/?view=queue", "/experiments/new", `/experiments/new?from=${succeeded}`, "/settings", "/nowhere"],
    ...[`/sweeps/${sweepId}`, `/compare?runs=${[succeeded, ...trials].join(",")}`, "/compare"],
    ...runTabs.map((tab) => `/runs/${succeeded}?tab=${tab}`),
    ...[`/runs/${failed}`, `/runs/${running}`],
  ];
}

/** Opens a page and waits until what it asks for has come. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(app.url + path);
  await expect(page.locator("main h1, main [role=alert]").first()).toBeVisible();
  await expect(page.locator("main .animate-pulse")).toHaveCount(0);
}

/** Looks at the page that is open in another way; what follows the width is drawn anew. */
async function turnTo(page: Page, { colorScheme, viewport }: (typeof looks)[keyof typeof looks]): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize(viewport);
  await expect(page.locator("html")).toHaveCSS("color-scheme", colorScheme);
  await expect(page.locator("main .animate-pulse")).toHaveCount(0);
}

test("axe finds nothing on any page in light, dark and on a phone, and none scrolls sideways at 320 px", async () => {
  // axe asks for a context of its own.
  const context = await browser.newContext(looks.light);
  const page = await context.newPage();
  for (const path of paths()) {
    await page.setViewportSize(looks.light.viewport);
    await open(page, path);
    for (const [name, look] of Object.entries(looks)) {
      await turnTo(page, look);
      expect.soft(await findViolations(page), `${path} ${name}`).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 700 });
    // Charts follow the width a moment later.
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await expect.soft.poll(overflow, { message: `${path} at 320 px` }).toBeLessThanOrEqual(1);
  }
  await context.close();
});
