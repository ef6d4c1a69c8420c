import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { resumePointOf } from "../../../server/runner/resume";
import { saying } from "../../helpers/saying";

let folder: string;
const make = (name: string) => {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  return path;
};
const attempt = (directory: string, resumedFrom: string | null = null) => ({ directory, resumedFrom });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stillroom-resume-"));
});

it("takes the chosen checkpoint, whatever attempts have left since", () => {
  const chosen = make("a1/checkpoint-5");
  const newer = make("a2/checkpoint-9");
  expect(resumePointOf({ resumeFrom: chosen }, [attempt("a2")], { findResume: () => newer })).toBe(chosen);
});

it("refuses a chosen checkpoint that is gone, with what to do", () => {
  const gone = join(folder, "a1", "checkpoint-5");
  expect(() => resumePointOf({ resumeFrom: gone }, [], {})).toThrow(
    expect.objectContaining({ code: "not-found", suggestion: saying("another checkpoint") }),
  );
});

it.each([
  ["what the latest attempt left", { a2: "a2/checkpoint-9", a1: "a1/checkpoint-20" }, "a2/checkpoint-9"],
  ["what the latest attempt had gone on from when it left nothing", { a1: "a1/checkpoint-20" }, "a1/checkpoint-5"],
])("without a choice takes %s", (_, left: Record<string, string>, expected) => {
  for (const name of ["a1/checkpoint-5", "a1/checkpoint-20", "a2/checkpoint-9"]) make(name);
  const before = [attempt("a2", join(folder, "a1/checkpoint-5")), attempt("a1")];
  const findResume = (directory: string) => (left[directory] ? join(folder, left[directory]) : null);
  expect(resumePointOf({ resumeFrom: null }, before, { findResume })).toBe(join(folder, expected));
});

it("begins anew where nothing is left", () => {
  const before = [attempt("a1", join(folder, "gone"))];
  expect(resumePointOf({ resumeFrom: null }, before, { findResume: () => null })).toBeNull();
});
