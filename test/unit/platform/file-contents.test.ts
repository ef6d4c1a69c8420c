import { mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fingerprintOf, hashContents } from "../../../server/platform/file-contents";

it("takes a link that leads to itself for nothing, also within a folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "stillroom-contents-"));
  writeFileSync(join(folder, "one.txt"), "1");
  const before = fingerprintOf(folder);
  const loop = join(folder, "loop");
  symlinkSync(loop, loop);
  expect(fingerprintOf(loop)).toBeNull();
  expect(hashContents(loop)).toBeNull();
  expect(fingerprintOf(folder)).toBe(before);
});
