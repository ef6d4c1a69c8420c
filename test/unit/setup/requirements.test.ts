import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  chooseTorchBuild,
  cpuTorchIndex,
  enginePins,
  engineRequirements,
  isSupportedPython,
  parsePythonVersion,
  torchIndex,
} from "../../../server/engines/setup/requirements";

const setup = join(import.meta.dirname, "..", "..", "..", "server", "engines", "setup");
const constraints = readFileSync(join(setup, "constraints.txt"), "utf8");

describe("pins", () => {
  it("agree with the constraints file", () => {
    const pinned = constraints.toLowerCase().replaceAll("_", "-");
    for (const [name, version] of Object.entries(enginePins)) expect(pinned).toContain(`\n${name}==${version}\n`);
  });

  it("name no build of this or that machine", () => {
    expect(constraints).not.toMatch(/\+(cpu|cu\d+)/);
    expect(constraints).not.toMatch(/https?:|file:/);
  });

  it("leave torch to its own step", () => {
    expect(engineRequirements()).toContain("evalscope[perf]==1.14.1");
    expect(engineRequirements().some((requirement) => requirement.startsWith("torch"))).toBe(false);
  });
});

describe("torchIndex", () => {
  const cpu = {
    build: "cpu",
    platform: "linux",
    indexOverride: undefined,
    hasFindLinks: false,
    cpuIndexReachable: true,
  } as const;

  it.each([
    ["a CPU machine", cpu, cpuTorchIndex],
    ["a CPU machine that cannot reach the index", { ...cpu, cpuIndexReachable: false }, null],
    ["wheels named in pip's configuration", { ...cpu, hasFindLinks: true }, null],
    ["a GPU machine", { ...cpu, build: "cuda" as const }, null],
    ["macOS, whose builds have no CUDA", { ...cpu, platform: "darwin" as const }, null],
    ["an override", { ...cpu, indexOverride: "https://mirror.example/cpu" }, "https://mirror.example/cpu"],
  ])("on %s", (_name, source, expected) => {
    expect(torchIndex(source)).toBe(expected);
  });

  it("takes the CUDA build only where a GPU answers", () => {
    expect(chooseTorchBuild(0)).toBe("cpu");
    expect(chooseTorchBuild(2)).toBe("cuda");
  });
});

describe("Python versions", () => {
  it.each([
    ["Python 3.11.7", true],
    ["Python 3.10.13", true],
    ["Python 3.13.0", true],
    ["Python 3.9.18", false],
    ["Python 2.7.18", false],
    ["Python 3.15.0", false],
  ])("%s: %s", (text, expected) => {
    const version = parsePythonVersion(text);
    expect(version !== null && isSupportedPython(version)).toBe(expected);
  });

  it("reads no version from an error line", () => {
    expect(parsePythonVersion("command not found")).toBeNull();
  });
});
