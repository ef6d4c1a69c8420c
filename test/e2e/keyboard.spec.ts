import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { type App, launchBrowser, startApp } from "../helpers/app";

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

const mostTabs = 150;

/** Presses Tab until the element has the focus; fails when the whole page has been gone through without it. */
async function tabTo(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < mostTabs; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused({ timeout: 1 });
}

/** Opens the list beside a model field, types a part of a name and takes what is found. */
async function chooseModel(field: string, part: string): Promise<void> {
  const input = page.getByLabel(field, { exact: true });
  await tabTo(input);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Models on this host" }).and(page.locator(":focus"))).toBeVisible();
  await page.keyboard.press("Enter");
  const search = page.getByRole("combobox", { name: "Models on this host" });
  await expect(search).toBeFocused();
  await page.keyboard.type(part);
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(input).toHaveValue(`models/${part}`);
}

test("a run of answers and hidden states is made by keyboard alone", async () => {
  await page.goto(`${app.url}/experiments/new`);
  await tabTo(page.getByLabel("Name", { exact: true }));
  await page.keyboard.type("tiny-by-keyboard");
  await chooseModel("Teacher model", "tiny-teacher");
  await chooseModel("Student model", "tiny-student");
  await tabTo(page.getByLabel("Training data", { exact: true }));
  await page.keyboard.type("data/train.jsonl");
  for (const kind of ["Answers", "Hidden states"]) {
    const knowledge = page.getByRole("switch", { name: kind, exact: true });
    await tabTo(knowledge);
    await page.keyboard.press("Space");
    await expect(knowledge).toBeChecked();
    await expect(knowledge).toBeFocused();
  }
  const start = page.getByTestId("start-run");
  await expect(start).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
  await tabTo(start);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/runs\//);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("tiny-by-keyboard");
});

test("the run has the recipe that was typed, and is cancelled by keyboard", async () => {
  const { recipe } = await readRun();
  expect(recipe.teacher.model).toBe("models/tiny-teacher");
  expect(recipe.student.model).toBe("models/tiny-student");
  expect(recipe.data.train).toEqual(["data/train.jsonl"]);
  const kinds = recipe.knowledge.map(({ kind }: { kind: string }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(["answers", "hidden-states"]));
  await tabTo(page.getByRole("button", { name: "Cancel", exact: true }));
  await page.keyboard.press("Enter");
  await tabTo(page.getByRole("alertdialog").getByRole("button", { name: "Cancel", exact: true }));
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await readRun()).status, { timeout: 60_000 }).toBe("cancelled");
});

async function readRun() {
  const runId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const input = encodeURIComponent(JSON.stringify({ json: { runId } }));
  const response = await page.request.get(`${app.url}/api/trpc/runs.get?input=${input}`);
  return (await response.json()).result.data.json;
}
