import { join } from "node:path";
import { bin, close, countPlaywright, removeReport, results, run, sum } from "./steps.mjs";

const setUp = [
  ["server/cli/demo.mjs", "--packages-only"],
  ["server/cli/stillroom.mjs", "setup", "--tests"],
];

async function endToEnd() {
  const file = join(results, "e2e.json");
  removeReport(file);
  const code = await run(bin("playwright"), ["test", "--config", "playwright.config.ts"], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  return countPlaywright(file, code);
}

for (const args of setUp) {
  if ((await run(process.execPath, args)) !== 0) {
    close({ passed: 0, failed: 1, failures: [args.join(" ")] });
    process.exit();
  }
}
const { check, vitest } = await import("./check.mjs");
const counts = [];
// They need a Ray and a Slurm, which test/clusters/install-*.sh install.
if (process.env.STILLROOM_TEST_CLUSTERS === "1") counts.push(await vitest("clusters"));
counts.push(await check());
counts.push(await endToEnd());
close(sum(counts));
