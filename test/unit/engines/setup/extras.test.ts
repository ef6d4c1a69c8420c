import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import {
  extraMarker,
  extraMarkerPath,
  extraPython,
  hasExtra,
  readExtra,
} from "../../../../server/engines/setup/extras";
import { createHome } from "../../../helpers/services";

it("is there once it is whole, and no more when the engine that it looks into has gone elsewhere", () => {
  const paths = { engine: join(createHome(), "engine") };
  const site = join(paths.engine, "venv", "site-packages");
  const python = extraPython(paths, "gguf");
  for (const folder of [site, dirname(python)]) mkdirSync(folder, { recursive: true });
  writeFileSync(python, "");
  expect(hasExtra(paths, "gguf")).toBe(false);
  writeFileSync(extraMarkerPath(paths, "gguf"), extraMarker("gguf", { engineSite: site, build: "cpu", sizeBytes: 1 }));
  expect(hasExtra(paths, "gguf")).toBe(true);
  rmSync(site, { recursive: true });
  expect(hasExtra(paths, "gguf")).toBe(false);
});

it("counts as missing where another version is asked for today", () => {
  const paths = { engine: join(createHome(), "engine") };
  const python = extraPython(paths, "vllm");
  mkdirSync(dirname(python), { recursive: true });
  writeFileSync(python, "");
  const made = { engineSite: paths.engine, build: "cuda", sizeBytes: 1 } as const;
  writeFileSync(extraMarkerPath(paths, "vllm"), extraMarker("vllm", made));
  expect(readExtra(paths, "vllm")).toMatchObject({ build: "cuda", requirements: ["vllm==0.32.0"] });
  writeFileSync(extraMarkerPath(paths, "vllm"), extraMarker("vllm", made).replace("0.32.0", "0.31.0"));
  expect(readExtra(paths, "vllm")).toBeNull();
});
