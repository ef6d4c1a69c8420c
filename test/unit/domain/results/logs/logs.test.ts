import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readLog } from "../../../../../server/domain/results/logs/read";
import { searchLog } from "../../../../../server/domain/results/logs/search";
import { insertAttempt } from "../../../../helpers/rows";
import { createServices } from "../../../../helpers/services";

const services = createServices();
const place = { runId: "r", stageKey: "distill" };
const lines = Array.from({ length: 5_000 }, (_, index) => `line ${index} ${"é".repeat(20)}`);
const text = `${lines.join("\n")}\n`;

beforeAll(() => {
  const directory = join(services.paths.runs, "r", "distill", "a1");
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "out.log"), text);
  insertAttempt(services, directory);
});

describe("logs", () => {
  it("read in slices give back every line once", async () => {
    let whole = "";
    for (let startBytes = 0; ; ) {
      const slice = await readLog(services, { ...place, startBytes, maxBytes: 10_000 });
      whole += slice.text;
      startBytes = slice.endBytes;
      if (slice.endBytes === slice.sizeBytes) break;
    }
    expect(whole).toBe(text);
  });

  it("end with whole lines when only the tail is asked for", async () => {
    const slice = await readLog(services, { ...place, startBytes: null, maxBytes: 500 });
    expect(slice.text.startsWith("line ")).toBe(true);
    expect(text.endsWith(slice.text)).toBe(true);
  });

  it("are searched with the offset at which each line begins", async () => {
    const { matches, truncated } = await searchLog(services, { ...place, query: "LINE 4999", limit: 10 });
    expect(truncated).toBe(false);
    expect(matches).toHaveLength(1);
    const slice = await readLog(services, { ...place, startBytes: matches[0]?.offsetBytes ?? 0, maxBytes: 1_000 });
    expect(slice.text.startsWith("line 4999 ")).toBe(true);
  });

  it("name a stage that is not there", async () => {
    await expect(readLog(services, { runId: "r", stageKey: "x", startBytes: null, maxBytes: 1 })).rejects.toThrow(
      /no stage 'x'/,
    );
  });
});
