import { expect, test } from "@playwright/test";
import { type App, startApp } from "../helpers/app";
import { measurePreflightLoad } from "../helpers/preflight-load";
import { createHome } from "../helpers/services";

let app: App;

test.beforeAll(async () => {
  app = await startApp({ home: createHome() });
});

test.afterAll(async () => {
  await app.end();
});

test("while heavy data are looked at, other requests are answered and memory stays small", async () => {
  test.setTimeout(300_000);
  const load = await measurePreflightLoad(app);
  // On a quiet machine 100 ms at most; this one may be busy with other tests.
  expect(load.p95Ms).toBeLessThan(500);
  expect(load.rssBytes).toBeLessThan(400e6);
});
