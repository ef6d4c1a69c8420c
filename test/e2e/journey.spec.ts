import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { type App, launchBrowser, startApp } from "../helpers/app";

const recipe = `name: tiny-by-yaml
teacher: { model: models/tiny-teacher, dtype: float32 }
student: { model: models/tiny-student, dtype: float32 }
data:
  train: [data/train.jsonl]
  evaluation: [{ name: reworded, path: data/reworded.jsonl }]
  maxLength: 64
knowledge:
  - { kind: answers, maxTokens: 8, temperature: 1, truncated: keep }
  - { kind: logits, temperature: 2, alpha: 0.3 }
training: { tuner: full, maxSteps: 80, batchSize: 2, gradientAccumulation: 1, saveSteps: 40, learningRate: 0.001 }
quantize: [{ method: bnb, bits: 4 }]
evaluate: { generation: { maxTokens: 8 }, load: { parallel: [1], requests: 4 } }
`;

let app: App;
let browser: Browser;
let page: Page;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser();
  page = await browser.newPage();
});

test.afterAll(async () => {
  await browser?.close();
  await app?.end();
});

test("an empty list leads to the form", async () => {
  await page.goto(app.url);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Experiments");
  await expect(page.locator('a[href="/experiments/new"]').first()).toBeVisible();
});

test("the form and its YAML stay in step, and the start button says what is missing", async () => {
  await page.goto(`${app.url}/experiments/new`);
  const start = page.getByTestId("start-run");
  await expect(start).not.toHaveAttribute("data-state", "ready");
  await page.getByRole("tab", { name: "YAML" }).click();
  await page.getByRole("textbox", { name: "YAML" }).fill("name: [broken");
  await expect(start).toBeDisabled();
  await page.getByRole("textbox", { name: "YAML" }).fill(recipe);
  await page.getByRole("tab", { name: "Form" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("tiny-by-yaml");
  await page.getByLabel("Name", { exact: true }).fill("tiny-journey");
  await page.getByRole("tab", { name: "YAML" }).click();
  await expect(page.getByRole("textbox", { name: "YAML" })).toHaveValue(/name: tiny-journey/);
});

test("bad input is named at its field before anything starts", async () => {
  const yaml = page.getByRole("textbox", { name: "YAML" });
  const good = await yaml.inputValue();
  await yaml.fill(good.replace(/alpha: 0\.3/, "alpha: 2"));
  await expect(page.getByTestId("start-run")).not.toHaveAttribute("data-state", "ready");
  await expect(page.getByText(/alpha/).first()).toBeVisible();
  await yaml.fill(good);
  await expect(page.getByTestId("start-run")).toHaveAttribute("data-state", "ready", { timeout: 20_000 });
});

test("what does not run on a CPU is mended by one click", async () => {
  const yaml = page.getByRole("textbox", { name: "YAML" });
  await yaml.fill((await yaml.inputValue()).replace(/(student:[\s\S]*?dtype: )float32/, "$1bfloat16"));
  await expect(page.getByTestId("start-run")).toHaveAttribute("data-state", "problems", { timeout: 20_000 });
  await page
    .getByRole("button", { name: /^Apply: .*bfloat16 does not run on a CPU/ })
    .last()
    .click();
  await expect(yaml).not.toHaveValue(/bfloat16/);
  await expect(page.getByTestId("start-run")).toHaveAttribute("data-state", "ready", { timeout: 20_000 });
});

test("a run is watched live while the real engine distills", async () => {
  await page.getByTestId("start-run").click();
  await page.waitForURL(/\/runs\//);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("tiny-journey");
  await page.getByRole("tab", { name: "Curves" }).click();
  const distill = page.locator('[data-stage="distill"]:visible');
  await expect(distill.locator('[data-status="running"]')).toBeVisible({ timeout: 300_000 });
  await expect(page.getByText("Loss", { exact: true })).toBeVisible({ timeout: 120_000 });
  await expect(distill.getByText(/^\d+ \/ 80$/)).toBeVisible();
});

test("web and runner killed in the middle of distillation lose nothing; the page catches up by itself", async () => {
  const distill = page.locator('[data-stage="distill"]:visible');
  await expect(distill.locator('[data-status="running"]')).toBeVisible();
  await app.killWeb();
  await app.killRunner();
  await app.startWeb();
  app.startRunner();
  await expect(distill.locator('[data-status="succeeded"]')).toBeVisible({ timeout: 600_000 });
  await expect(page.locator('[data-stage="evaluate-student-bnb-4"]:visible [data-status="succeeded"]')).toBeVisible({
    timeout: 400_000,
  });
  const runId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const file = join(app.home, "runs", runId, "distill", "a1", "output", "logging.jsonl");
  const lines = readFileSync(file, "utf8").trim().split("\n");
  const written = lines.filter((line) => Object.hasOwn(JSON.parse(line), "loss")).length;
  const input = encodeURIComponent(JSON.stringify({ json: { runIds: [runId], keys: ["loss"], points: 800 } }));
  const response = await page.request.get(`${app.url}/api/trpc/metrics.series?input=${input}`);
  const series = (await response.json()).result.data.json;
  expect(series).toHaveLength(1);
  expect(written).toBe(80);
  expect(series[0].points.map(([step]: [number]) => step)).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
});

test("the subjects stand side by side with every answer", async () => {
  await page.locator('a[href^="/compare?runs="]').click();
  await page.waitForURL(/\/compare/);
  const table = page.getByRole("table", { name: "reworded" });
  for (const subject of ["teacher", "student-base", "student", "student-bnb-4"])
    await expect(table.getByText(subject, { exact: true })).toBeVisible();
  await expect(page.locator("[data-item]")).toHaveCount(5);
});

test("a link shows the comparison in a clean browser until it is revoked", async () => {
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Create link" }).click();
  const href = await page.locator("[data-share] a").first().getAttribute("href");
  const clean = await browser.newContext();
  const shared = await clean.newPage();
  await shared.goto(`${app.url}${href}`);
  await expect(shared.getByRole("table", { name: "reworded" })).toBeVisible();
  await expect(shared.locator("[data-item]")).toHaveCount(5);
  expect(await shared.content()).not.toContain(app.home);
  await expect(shared.locator('a[href="/experiments/new"]')).toHaveCount(0);
  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("button", { name: "Revoke for good" }).click();
  await expect(shared.getByText("This link leads nowhere")).toBeVisible();
  await clean.close();
});

test("a foreign Host or Origin is refused", async () => {
  const host = await page.request.get(app.url, { headers: { host: "evil.example" } });
  expect(host.status()).toBe(421);
  const post = await page.request.post(`${app.url}/api/trpc/runs.cancel`, {
    headers: { origin: "http://evil.example" },
    data: { json: { runId: "x" } },
  });
  expect(post.status()).toBe(403);
});

test("pages hold at 390 px without sideways scrolling", async () => {
  const runUrl = page.url();
  const narrow = await browser.newPage({ viewport: { width: 390, height: 844 } });
  for (const url of [app.url, `${app.url}/experiments/new`, runUrl]) {
    await narrow.goto(url);
    await narrow.waitForLoadState("networkidle").catch(() => undefined);
    const overflow = await narrow.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, url).toBeLessThanOrEqual(1);
  }
  await narrow.close();
});
