import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "test/e2e",
  timeout: 900_000,
  expect: { timeout: 15_000 },
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  reporter: [["line"], ["json"]],
  outputDir: "test-results/e2e",
  use: { trace: "retain-on-failure", viewport: { width: 1360, height: 900 } },
});
