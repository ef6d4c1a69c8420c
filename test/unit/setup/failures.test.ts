import { describe, expect, it } from "vitest";
import { checkDiskSpace, explainFailure } from "../../../server/engines/setup/failures";

describe("explainFailure", () => {
  it.each([
    ["OSError: [Errno 28] No space left on device", "disk-full"],
    ["WARNING: Retrying after connection broken by 'NewConnectionError(...)'", "unavailable"],
    ["ERROR: Could not find a version that satisfies x (from versions: none)", "unavailable"],
    ["ERROR: No matching distribution found for torch==2.13.0", "missing-dependency"],
    ["error: command '/usr/bin/gcc' failed with exit code 1", "missing-dependency"],
    ["The virtual environment was not created successfully because ensurepip is not available", "missing-dependency"],
    ["something nobody foresaw", "unavailable"],
  ])("%s → %s with a remedy", (output, code) => {
    const error = explainFailure("setup.step-engine", output);
    expect(error.code).toBe(code);
    expect(error.message).toContain("installing the engine");
    expect(error.suggestion).toBeTruthy();
  });
});

describe("checkDiskSpace", () => {
  it("says how much is free and how much is needed", () => {
    const error = checkDiskSpace("/data", 1024 ** 3, 4 * 1024 ** 3);
    expect(error?.code).toBe("disk-full");
    expect(error?.message).toBe("/data has 1 GiB free, 4 GiB are needed");
  });

  it("passes when there is enough, and when the platform does not say", () => {
    expect(checkDiskSpace("/data", 5 * 1024 ** 3, 4 * 1024 ** 3)).toBeNull();
    expect(checkDiskSpace("/data", null, 4 * 1024 ** 3)).toBeNull();
  });
});
