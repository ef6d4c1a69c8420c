import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { extraMarker, extraMarkerPath, extraPython, hasExtra } from "../../../../server/engines/setup/extras";
import { createHome } from "../../../helpers/services";

it("is there once it is whole, and no more when the engine that it looks into has gone elsewhere", () => {
  const paths = { engine: join(createHome(), "engine") };
  const site = join(paths.engine, "venv", "site-packages");
  const python = extraPython(paths, "gguf");
  for (const folder of [site, dirname(python)]) mkdirSync(folder, { recursive: true });
  writeFileSync(python, "");
  expect(hasExtra(paths, "gguf")).toBe(false);
  writeFileSync(extraMarkerPath(paths, "gguf"), extraMarker("gguf", site));
  expect(hasExtra(paths, "gguf")).toBe(true);
  rmSync(site, { recursive: true });
  expect(hasExtra(paths, "gguf")).toBe(false);
});
