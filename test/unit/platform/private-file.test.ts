import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writePrivateFile } from "../../../server/platform/private-file";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stillroom-private-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

const rightsOf = (path: string) => statSync(path).mode & 0o777;

it("only the owner may read the file and the folder that is made for it", () => {
  const file = join(folder, "secrets", "token");
  writePrivateFile(file, "a\n");
  expect([rightsOf(join(folder, "secrets")), rightsOf(file)]).toEqual([0o700, 0o600]);
  expect(readFileSync(file, "utf8")).toBe("a\n");
});

it("a file that others could read is replaced, and no draft of it stays", () => {
  const file = join(folder, "token");
  writeFileSync(file, "old", { mode: 0o644 });
  writePrivateFile(file, Buffer.from([1, 2]));
  expect(rightsOf(file)).toBe(0o600);
  expect([...readFileSync(file)]).toEqual([1, 2]);
  expect(readdirSync(folder)).toEqual(["token"]);
});

it("where it cannot be put in its place no draft of it stays", () => {
  mkdirSync(join(folder, "token", "taken"), { recursive: true });
  expect(() => writePrivateFile(join(folder, "token"), "a")).toThrow();
  expect(readdirSync(folder)).toEqual(["token"]);
});
