import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Paths } from "../../platform/paths";
import { pinned } from "./requirements";

/** Packages beside the engine, each in an environment of its own that sees the engine's packages and cannot change them. */
export const extras = {
  // The last version whose converter and `gguf` (see `requirements.ts`) know the same architectures.
  gguf: { pins: { "auto-round": "0.14.2" }, sizeBytes: 200 * 2 ** 20 },
} as const;
export type ExtraName = keyof typeof extras;
export const extraNames = Object.keys(extras) as [ExtraName, ...ExtraName[]];

/** The folder of an extra environment. */
export function extraFolder({ engine }: Pick<Paths, "engine">, name: ExtraName): string {
  return join(engine, "extras", name);
}

/** The interpreter of an extra environment. */
export function extraPython(paths: Pick<Paths, "engine">, name: ExtraName): string {
  return join(extraFolder(paths, name), "bin", "python");
}

/** What `stillroom-extra.json` in its folder says, which is written last. */
export function extraMarkerPath(paths: Pick<Paths, "engine">, name: ExtraName): string {
  return join(extraFolder(paths, name), "stillroom-extra.json");
}

/** What an extra environment must hold, as pip is told. */
export function extraRequirements(name: ExtraName): string[] {
  return pinned(extras[name].pins);
}

const markerSchema = z.object({ requirements: z.array(z.string()), engineSite: z.string() });

/** What the marker says of an extra that was made of the packages in the engine's `site` folder. */
export function extraMarker(name: ExtraName, site: string): string {
  const marker: z.infer<typeof markerSchema> = { requirements: extraRequirements(name), engineSite: site };
  return JSON.stringify(marker);
}

/** Whether an extra environment is whole and holds today's versions, and the engine's packages are where it looks for them. */
export function hasExtra(paths: Pick<Paths, "engine">, name: ExtraName): boolean {
  const file = extraMarkerPath(paths, name);
  if (!existsSync(file) || !existsSync(extraPython(paths, name))) return false;
  try {
    const { requirements, engineSite } = markerSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    return requirements.join(" ") === extraRequirements(name).join(" ") && existsSync(engineSite);
  } catch {
    return false;
  }
}
