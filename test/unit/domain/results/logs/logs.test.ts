import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readLinePieces } from "../../../../../server/domain/results/logs/line-pieces";
import { readLog } from "../../../../../server/domain/results/logs/read";
import { searchLog } from "../../../../../server/domain/results/logs/search";
import { insertAttempt } from "../../../../helpers/rows";
import { createServices } from "../../../../helpers/services";
import { growthOf } from "../../../../helpers/work-growth";

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

  it("find words across the pieces that a long line is read in, and show how the line begins", async () => {
    const file = join(services.paths.runs, "r", "distill", "a1", "out.log");
    const begin = Buffer.byteLength(text);
    const filler = "x".repeat((1 << 20) - 2 - (begin % (1 << 20)) - "Début ".length);
    appendFileSync(file, `Début ${filler}NEEDLE${"y".repeat(3 << 20)}\nafter the needle\n`);
    const { matches } = await searchLog(services, { ...place, query: "needle", limit: 10 });
    expect(matches.map(({ offsetBytes }) => offsetBytes)).toEqual([begin, expect.any(Number)]);
    expect(matches[0]?.text).toMatch(/^Début x{394}$/);
    expect(matches[1]?.text).toBe("after the needle");
    writeFileSync(file, text);
  });

  it("cost no more than their length when they have no line ends", async () => {
    const file = join(services.paths.runs, "r", "distill", "a1", "out.log");
    const growth = await growthOf([3, 48], async (mebibytes) => {
      writeFileSync(file, Buffer.alloc(mebibytes << 20, "a"));
      return () => searchLog(services, { ...place, query: "b", limit: 1 });
    });
    expect(growth).toBeLessThan(64);
    writeFileSync(file, text);
  });

  it("are cut into pieces that keep every byte and where its line begins", async () => {
    const chunks = [Buffer.from("one\ntw"), Buffer.from("o"), Buffer.from("\n\nlast")];
    const pieces = [];
    for await (const { offsetBytes, bytes, isFirst } of readLinePieces(toStream(chunks)))
      pieces.push([offsetBytes, bytes.toString(), isFirst]);
    expect(pieces).toEqual([
      [0, "one", true],
      [4, "tw", true],
      [4, "o", false],
      [4, "", false],
      [8, "", true],
      [9, "last", true],
    ]);
  });

  it("name a stage that is not there", async () => {
    await expect(readLog(services, { runId: "r", stageKey: "x", startBytes: null, maxBytes: 1 })).rejects.toThrow(
      /no stage 'x'/,
    );
  });
});

async function* toStream(chunks: Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}
