import { once } from "node:events";
import { createWriteStream, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lookAtData } from "../../../../../server/domain/recipes/data/look-at";

const lineBytes = 64 * 2 ** 20;

/** Writes a file with one record of 64 MB between two short ones. */
async function writeLong(name: string, before: string, after: string): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), "stillroom-data-")), name);
  const file = createWriteStream(path);
  file.write(before);
  const part = "long ".repeat(2 ** 16);
  for (let written = 0; written < lineBytes; written += part.length) if (!file.write(part)) await once(file, "drain");
  file.end(after);
  await once(file, "finish");
  return path;
}

/** The most memory that was taken while something was done, beyond what was taken before. */
async function extraMemory(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  await work();
  clearInterval(timer);
  return Math.max(most, process.memoryUsage().rss) - before;
}

const row = '{"query":"Who?","response":"Ann"}';

describe("a record of 64 MB", () => {
  it.each([
    ["long.jsonl", `${row}\n{"query":"`, `","response":"x"}\n${row}\n`, 2],
    ["long.json", `[${row},{"query":"`, `","response":"x"},${row}]`, 2],
    ["long.txt", "one\n", "\ntwo\n", 2],
  ])("in %s is a bad row, is never held, and hides no other", async (name, before, after, line) => {
    const path = await writeLong(name, before, after);
    const extraBytes = await extraMemory(async () => {
      const look = await lookAtData(path);
      expect(look).toMatchObject({ rows: 3, goodRows: 2 });
      expect(look.problems).toMatchObject([{ message: { code: "data.too-long" }, firstLines: [line] }]);
    });
    expect(extraBytes).toBeLessThan(200 * 2 ** 20);
  });

  it("in a table ends the reading of it", async () => {
    const path = await writeLong("long.csv", 'query,response\na,b\n"', '",c\nd,e\n');
    const extraBytes = await extraMemory(async () => {
      const look = await lookAtData(path);
      expect(look).toMatchObject({
        goodRows: 1,
        problems: [{ message: { code: "data.table-damaged" }, isFatal: true }],
      });
    });
    expect(extraBytes).toBeLessThan(200 * 2 ** 20);
  });
});
