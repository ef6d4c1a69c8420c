import { appendFileSync, mkdtempSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { readNewLines } from "../../../server/platform/tail";

let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), "stillroom-tail-")), "x.jsonl");
});

describe("readNewLines", () => {
  it("ends lines by carriage returns in what was written for a terminal, and there alone", () => {
    writeFileSync(file, "a\r 5%|\r10%|\r");
    expect(readNewLines(file, null, false)).toMatchObject({ lines: [], cursor: { offset: 0 } });
    const first = readNewLines(file, null, false, true);
    expect(first).toMatchObject({ lines: ["a", " 5%|", "10%|"], cursor: { offset: 12 } });
    appendFileSync(file, "\nb\n");
    expect(readNewLines(file, first?.cursor ?? null, false, true)?.lines).toEqual(["b"]);
  });

  it("gives each line once and leaves a torn last line for later", () => {
    writeFileSync(file, "a\nb\nhal");
    const first = readNewLines(file, null, false);
    expect(first?.lines).toEqual(["a", "b"]);
    appendFileSync(file, "f\n");
    const second = readNewLines(file, first?.cursor ?? null, false);
    expect(second?.lines).toEqual(["half"]);
    expect(readNewLines(file, second?.cursor ?? null, false)?.lines).toEqual([]);
  });

  it("takes a last line without newline at the end", () => {
    writeFileSync(file, "a\nlast");
    expect(readNewLines(file, null, true)?.lines).toEqual(["a", "last"]);
  });

  it("begins again when the file was cut or replaced", () => {
    writeFileSync(file, "one\ntwo\n");
    const cursor = readNewLines(file, null, false)?.cursor ?? null;
    truncateSync(file, 0);
    appendFileSync(file, "3\n");
    expect(readNewLines(file, cursor, false)?.lines).toEqual(["3"]);
    writeFileSync(`${file}.new`, "fresh line\nand more\n");
    renameSync(`${file}.new`, file);
    expect(readNewLines(file, cursor, false)?.lines).toEqual(["fresh line", "and more"]);
  });

  it("goes on after a line that is longer than what is read at once", () => {
    writeFileSync(file, `${"x".repeat(9 * 2 ** 20)}\nafter\n`);
    let cursor = null;
    const lines: string[] = [];
    for (let looks = 0; looks < 5; looks++) {
      const news = readNewLines(file, cursor, false);
      lines.push(...(news?.lines ?? []));
      cursor = news?.cursor ?? null;
    }
    expect(lines.map((line) => line.slice(-5))).toEqual(["xxxxx", "after"]);
  });

  it("gives null when there is no file", () => {
    expect(readNewLines(`${file}.missing`, null, false)).toBeNull();
  });
});
