import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { launchBrowser } from "./helpers/app";

/**
 * Takes every page in light, dark and 390 px from a running dashboard into public/screenshots.
 * Usage: [SWEEP_ID=…] tsx test/screenshots.ts http://127.0.0.1:3000 RUN [RUN …]
 */
const [base = "http://127.0.0.1:3000", ...runIds] = process.argv.slice(2);
const folder = resolve(import.meta.dirname, "..", "public", "screenshots");
const [runId = ""] = runIds;
const pages: Record<string, string> = {
  experiments: "/",
  "new-experiment": "/experiments/new",
  "run-overview": `/runs/${runId}?tab=overview`,
  "run-curves": `/runs/${runId}?tab=curves`,
  "run-log": `/runs/${runId}?tab=log&stage=distill`,
  "run-artifacts": `/runs/${runId}?tab=artifacts`,
  "run-recipe": `/runs/${runId}?tab=recipe`,
  "run-serve": `/runs/${runId}?tab=serve`,
  compare: `/compare?runs=${runIds.join(",")}`,
  settings: "/settings",
  ...(process.env.SWEEP_ID && { sweep: `/sweeps/${process.env.SWEEP_ID}` }),
};
const looks = [
  { name: "light", scheme: "light", width: 1360, height: 900 },
  { name: "dark", scheme: "dark", width: 1360, height: 900 },
  { name: "narrow", scheme: "light", width: 390, height: 844 },
] as const;

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
for (const { name, scheme, width, height } of looks) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height } });
  await context.addInitScript((theme) => localStorage.setItem("theme", theme), scheme);
  const page = await context.newPage();
  page.on("pageerror", (error) => process.stderr.write(`${name}: ${error.message}\n`));
  for (const [id, path] of Object.entries({ ...pages, ...(await sharedPage()) })) {
    await page.goto(base + path);
    await page.waitForTimeout(1_800);
    await page.screenshot({
      path: join(folder, `${id}-${name}.png`),
      fullPage: name === "narrow" && id === "experiments",
    });
  }
  await context.close();
}
await browser.close();

/** A share link of the first run, made for the picture when `SHARE_PATH` names none. */
async function sharedPage(): Promise<Record<string, string>> {
  return process.env.SHARE_PATH ? { share: process.env.SHARE_PATH } : {};
}
