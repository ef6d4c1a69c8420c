import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { lookAtData } from "../../../../../server/domain/recipes/data/look-at";
import { asLines, asParquet, asTable, writeData } from "../../../../helpers/data-files";

const rows = [
  { query: "Où est l’été ?", response: "Là-bas, à “Nice”" },
  { query: "北京在哪里？", response: "在中国。" },
  { query: 'one\ntwo, "three"', response: "four" },
];
const normal = rows.map(({ query, response }) => ({
  messages: [
    { role: "user", content: query },
    { role: "assistant", content: response },
  ],
}));
const swapped = (text: string) => Buffer.from(text, "utf16le").swap16();

const texts: Record<string, string> = {
  "rows.jsonl": asLines(rows),
  "rows.json": JSON.stringify(rows),
  "rows.csv": asTable(rows),
};
const encodings: [string, (text: string) => Buffer][] = [
  ["utf-8", (text) => Buffer.from(text)],
  ["utf-8-bom", (text) => Buffer.from(`\uFEFF${text}`)],
  ["utf-16le", (text) => Buffer.from(`\uFEFF${text}`, "utf16le")],
  ["utf-16be", (text) => swapped(`\uFEFF${text}`)],
];

describe("a data file's text", () => {
  it.each(Object.keys(texts).flatMap((name) => encodings.map(([encoding, encode]) => ({ name, encoding, encode }))))(
    "of $name is read in $encoding, also packed",
    async ({ name, encoding, encode }) => {
      const bytes = encode(texts[name] ?? "");
      for (const path of [writeData(name, bytes), writeData(`${name}.gz`, gzipSync(bytes))]) {
        const look = await lookAtData(path);
        expect(look).toMatchObject({ encoding, rows: 3, goodRows: 3, problems: [], isNormal: false });
        expect(look.sample).toEqual(normal);
        expect(look.compression).toBe(path.endsWith(".gz") ? "gzip" : null);
      }
    },
  );

  it.each(["\n", "\r\n", "\r"])("ends its lines as it likes: %j", async (lineEnd) => {
    const lines = asLines(rows).replaceAll("\n", lineEnd);
    expect((await lookAtData(writeData("rows.jsonl", lines))).sample).toEqual(normal);
    const table = asTable(rows, ";", lineEnd);
    expect((await lookAtData(writeData("rows.csv", table))).sample).toEqual(normal);
    const text = await lookAtData(writeData("story.txt", `One${lineEnd}${lineEnd}Two`));
    expect(text.sample.map(({ messages }) => messages)).toMatchObject([[{ content: "One" }], [{ content: "Two" }]]);
  });

  it("is told by UTF-16 without a mark", async () => {
    const text = asLines([{ query: "Who?", response: "Ann" }]);
    expect(await lookAtData(writeData("a.jsonl", Buffer.from(text, "utf16le")))).toMatchObject({
      encoding: "utf-16le",
      goodRows: 1,
    });
    expect(await lookAtData(writeData("b.jsonl", swapped(text)))).toMatchObject({ encoding: "utf-16be", goodRows: 1 });
  });

  it("is decoded from GB18030, after a beginning that is ASCII", async () => {
    // "北京在哪里" and "在中国" as GB2312.
    const question = Buffer.from("b1b1bea9d4dac4c4c0ef", "hex");
    const answer = Buffer.from("d4dad6d0b9fa", "hex");
    const row = Buffer.concat([
      Buffer.from('{"query":"'),
      question,
      Buffer.from('","response":"'),
      answer,
      Buffer.from('"}\n'),
    ]);
    const ascii = Buffer.from(
      asLines(Array.from({ length: 9_000 }, () => ({ query: "Who is it?", response: "It is Ann" }))),
    );
    const look = await lookAtData(writeData("rows.jsonl", Buffer.concat([ascii, row])));
    expect(look).toMatchObject({ encoding: "gb18030", goodRows: 9_001, problems: [] });
    const { sample } = await lookAtData(writeData("rows.jsonl", row));
    expect(sample).toEqual([
      {
        messages: [
          { role: "user", content: "北京在哪里" },
          { role: "assistant", content: "在中国" },
        ],
      },
    ]);
  });

  it("that is Latin-1 is named so with its first lines, and its other rows are good", async () => {
    const text = asLines([
      { query: "Who?", response: "Ann" },
      { query: "Où ?", response: "à la plage" },
      { query: "Été", response: "là" },
    ]);
    const look = await lookAtData(writeData("rows.jsonl", Buffer.from(text, "latin1")));
    expect(look).toMatchObject({ encoding: "latin1", rows: 3, goodRows: 1 });
    expect(look.problems).toMatchObject([
      { message: { code: "data.latin1" }, count: 2, firstLines: [2, 3], isFatal: false },
    ]);
    const table = asTable([
      { query: "Who?", response: "Ann" },
      { query: "Où ?", response: "à la plage" },
    ]);
    const asCells = await lookAtData(writeData("rows.csv", Buffer.from(table, "latin1")));
    expect(asCells.problems).toMatchObject([{ message: { code: "data.latin1" }, count: 1, firstLines: [3] }]);
  });

  it("with some bytes that are no UTF-8 names their lines", async () => {
    const [before = "", after = ""] = asLines([...rows, { query: "bro|ken", response: "x" }]).split("|");
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]);
    const look = await lookAtData(writeData("rows.jsonl", bytes));
    expect(look).toMatchObject({ encoding: "utf-8", rows: 4, goodRows: 3 });
    expect(look.problems).toMatchObject([
      { message: { code: "data.bad-text", values: { encoding: "UTF-8" } }, firstLines: [4] },
    ]);
  });
});

describe("a damaged data file", () => {
  const many = Array.from({ length: 2_000 }, (_, index) => ({
    query: `Who is ${index}?`,
    response: `Ann ${Math.sin(index)}`,
  }));
  const cut = (bytes: Buffer) => bytes.subarray(0, -25);

  it.each([
    ["cut.jsonl.gz", cut(gzipSync(asLines(many))), "data.gzip-damaged"],
    ["cut.parquet", cut(asParquet(many)), "data.parquet-damaged"],
    ["cut.json", cut(Buffer.from(JSON.stringify(many))), "data.json-ends-early"],
    ["bad.json", Buffer.from('[{"query":"a","response":"b"},{"query" "c"}]'), "data.json-damaged"],
    ["no-list.json", Buffer.from('{\n"query": "a"\n}'), "data.no-array"],
    ["open.csv", Buffer.from(`query,response\na,b\n"c,d\n${"e,f\n".repeat(50)}`), "data.table-damaged"],
    ["sheet.xlsx", Buffer.from("PK\u0003\u0004 and more"), "data.archive"],
    ["image.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), "data.binary"],
    ["packed.parquet.gz", gzipSync(asParquet(many)), "data.unpack-first"],
  ])("%s says what is wrong", async (name, bytes, code) => {
    const look = await lookAtData(writeData(name, bytes));
    expect(look.problems).toMatchObject([{ message: { code }, isFatal: true }]);
  });

  it("says what is wrong with rows, all of a kind at once", async () => {
    const bad = ["{no", "{nor", "[1]", '{"query":"","response":"x"}', '{"other":1}'];
    const good = asLines(rows.slice(0, 1));
    const look = await lookAtData(writeData("rows.jsonl", `${good}${bad.join("\n")}\n\n${good}`));
    expect(look).toMatchObject({ rows: 7, goodRows: 2 });
    expect(look.problems).toMatchObject([
      { message: { code: "data.not-json" }, count: 2, firstLines: [2, 3] },
      { message: { code: "data.no-prompt" }, count: 2, firstLines: [5, 6] },
      { message: { code: "data.not-object" }, count: 1, firstLines: [4] },
    ]);
  });

  it("of no rows at all has none, and none of them bad", async () => {
    for (const name of ["empty.jsonl", "empty.csv", "empty.txt", "empty.json.gz"])
      expect(await lookAtData(writeData(name, name.endsWith("gz") ? gzipSync("") : ""))).toMatchObject({
        rows: 0,
        problems: [],
      });
  });
});
