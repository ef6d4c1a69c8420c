import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { dataLookSchema } from "../../server/contract/data-look";
import { asLines, writeData } from "../helpers/data-files";
import { runStillroom } from "../helpers/processes";

const chat = (asked: string, said: string) => ({
  messages: [
    { role: "user", content: asked },
    { role: "assistant", content: said },
  ],
});

it("tells what a data file holds as one JSON value that the contract describes", async () => {
  const path = writeData("own.csv", "asked,reply\r\nWho?,Ann\r\nWhen?,Now\r\n");
  const blind = await runStillroom(["data", path, "--json"], {});
  expect(blind.code).toBe(1);
  expect(JSON.parse(blind.stdout)).toMatchObject({ format: "unknown", problems: [{ isFatal: true }] });
  const { code, stdout } = await runStillroom(["data", path, "--columns", "prompt=asked,answer=reply", "--json"], {});
  expect(code).toBe(0);
  const look = dataLookSchema.parse(JSON.parse(stdout));
  expect(look).toMatchObject({ format: "query-response", container: "csv", encoding: "utf-8", rows: 2, problems: [] });
  expect(look.sample).toEqual([chat("Who?", "Ann"), chat("When?", "Now")]);
});

it("writes good rows alone once bad ones may be left out, and takes no file's place", async () => {
  const path = writeData("train.jsonl", `${asLines([{ query: "Who?", response: "Ann" }])}{no\n`);
  const out = join(dirname(path), "normal.jsonl");
  const refused = await runStillroom(["data", path, "--out", out], {});
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain("1 row is no valid JSON; in line 2");
  expect(existsSync(out)).toBe(false);
  expect((await runStillroom(["data", path, "--out", out, "--leave-out"], {})).code).toBe(0);
  expect(readFileSync(out, "utf8")).toBe(asLines([chat("Who?", "Ann")]));
  expect((await runStillroom(["data", path, "--out", out, "--leave-out"], {})).code).toBe(1);
});
