import { join } from "node:path";
import { expect, test } from "@playwright/test";
import Database from "better-sqlite3";
import { localeCookieName } from "../../components/lib/locale";
import { launchBrowser, startApp } from "../helpers/app";
import { runStillroom } from "../helpers/processes";

test("an error inside is named on the page by the id that the log has its stack under, in both languages", async () => {
  const app = await startApp();
  const browser = await launchBrowser();
  try {
    await app.killRunner();
    const database = new Database(join(app.home, "stillroom.db"));
    database.exec("ALTER TABLE run_facts RENAME TO lost");
    database.close();
    for (const [locale, told] of [
      ["en", "Something went wrong inside Stillroom"],
      ["zh", "Stillroom 内部出错"],
    ] as const) {
      const context = await browser.newContext();
      await context.addCookies([{ name: localeCookieName, value: locale, url: app.url }]);
      const page = await context.newPage();
      const answers: string[] = [];
      page.on("response", async (response) => {
        if (response.status() === 500) answers.push(await response.text());
      });
      await page.goto(app.url);
      const alert = page.getByRole("alert").filter({ hasText: told });
      await expect(alert).toBeVisible({ timeout: 30_000 });
      const id = /q[0-9a-z]{8}/.exec((await alert.textContent()) ?? "")?.[0] ?? "none";
      const { stdout } = await runStillroom(["logs", "--server"], app.env);
      const from = stdout.indexOf(` ${id} `);
      expect(stdout.slice(from, from + 300)).toMatch(/no such table: \S*run_facts[\s\S]*\n {8}at /);
      expect(answers.join()).toContain(id);
      expect(answers.join()).not.toMatch(/no such table|sqlite|\bat \//i);
      await context.close();
    }
  } finally {
    await browser.close();
    await app.end();
  }
});
