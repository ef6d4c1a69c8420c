import { describe, expect, it } from "vitest";
import { formatRatio, formatRelativeTime, formatSignificant, lastPathPart } from "../../../../components/lib/format";
import { formatBytes, formatDuration, formatPercent } from "../../../../server/contract/format";

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [1023, "1,023 B"],
    [1024, "1 KiB"],
    [1536, "1.5 KiB"],
    [269_060_552, "257 MiB"],
    [1_342_177_280, "1.25 GiB"],
  ])("%d bytes read %s", (bytes, text) => expect(formatBytes(bytes, "en")).toBe(text));
});

describe("formatDuration", () => {
  it.each([
    [-5, "0 ms"],
    [0.25, "0.25 ms"],
    [4.26, "4.3 ms"],
    [320.4, "320 ms"],
    [1_260, "1.3 s"],
    [59_600, "1 min"],
    [192_000, "3 min 12 s"],
    [3_599_600, "1 h"],
    [7_500_000, "2 h 5 min"],
    [93_600_000, "1 d 2 h"],
  ])("%d ms read %s", (ms, text) => expect(formatDuration(ms, "en")).toBe(text));
});

describe("formatSignificant", () => {
  it.each([
    [0, "0"],
    [1e-4, "1e-4"],
    [0.000123456, "1.235e-4"],
    [2.34567, "2.346"],
    [12_345, "12,350"],
    [3e8, "3e+8"],
  ])("%d reads %s", (value, text) => expect(formatSignificant(value, "en")).toBe(text));
});

describe("shares and ratios", () => {
  it("are read in the person's language", () => {
    expect(formatPercent(0.7654, "en")).toBe("76.5%");
    expect(formatRatio(2.345, "en")).toBe("2.35×");
    expect(formatRatio(12.34, "en")).toBe("12.3×");
  });
});

describe("formatRelativeTime", () => {
  const now = 1_700_000_000_000;
  it.each([
    [now - 1_000, "now"],
    [now - 30_000, "30 sec. ago"],
    [now - 3 * 60_000, "3 min. ago"],
    [now - 86_400_000, "yesterday"],
    [now + 2 * 3_600_000, "in 2 hr."],
  ])("%d reads %s", (at, text) => expect(formatRelativeTime(at, now, "en")).toBe(text));
});

describe("lastPathPart", () => {
  it.each([
    ["models/SmolLM2-135M-Instruct", "SmolLM2-135M-Instruct"],
    ["/a/b/", "b"],
    ["Qwen/Qwen2.5-7B", "Qwen2.5-7B"],
    ["single", "single"],
    ["/", "/"],
  ])("of %s is %s", (path, part) => expect(lastPathPart(path)).toBe(part));
});
