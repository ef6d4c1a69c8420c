import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Paths } from "../../platform/paths";
import { type ExtraBuild, type ExtraDefinition, extras } from "./extra-table";
import { pinned, type TorchBuild } from "./requirements";

export type ExtraName = keyof typeof extras;
export const extraNames = Object.keys(extras) as [ExtraName, ...ExtraName[]];

type EngineFolder = Pick<Paths, "engine">;

/** An extra as the table has it, whichever it is. */
export function extraDefinition(name: ExtraName): ExtraDefinition {
  return extras[name];
}

/** What an extra is made of beside one build of torch. */
export function extraBuild(name: ExtraName, build: TorchBuild): ExtraBuild {
  return extras[name].builds[build];
}

/** The folder of an extra environment. */
export function extraFolder({ engine }: EngineFolder, name: ExtraName): string {
  return join(engine, "extras", name);
}

/** The interpreter of an extra environment. */
export function extraPython(paths: EngineFolder, name: ExtraName): string {
  return join(extraFolder(paths, name), "bin", "python");
}

/** What `stillroom-extra.json` in its folder says, which is written last. */
export function extraMarkerPath(paths: EngineFolder, name: ExtraName): string {
  return join(extraFolder(paths, name), "stillroom-extra.json");
}

/** What an extra environment must hold beside one build of torch, as pip is told. */
export function extraRequirements(name: ExtraName, build: TorchBuild): string[] {
  return pinned(extraBuild(name, build).pins);
}

const markerSchema = z.object({
  requirements: z.array(z.string()),
  engineSite: z.string(),
  build: z.enum(["cpu", "cuda"]).default("cpu"),
  /** What it takes on disk. */
  sizeBytes: z.number().nullable().default(null),
});
type Marker = z.infer<typeof markerSchema>;

/** What the marker says of an extra that was made of the packages in the engine's `site` folder. */
export function extraMarker(name: ExtraName, made: Omit<Marker, "requirements">): string {
  const marker: Marker = { requirements: extraRequirements(name, made.build), ...made };
  return JSON.stringify(marker);
}

/** The marker of an extra environment that is whole and holds today's versions, with the engine's packages where it looks for them; else null. */
export function readExtra(paths: EngineFolder, name: ExtraName): Marker | null {
  const file = extraMarkerPath(paths, name);
  if (!existsSync(file) || !existsSync(extraPython(paths, name))) return null;
  try {
    const marker = markerSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    const isToday = marker.requirements.join(" ") === extraRequirements(name, marker.build).join(" ");
    return isToday && existsSync(marker.engineSite) ? marker : null;
  } catch {
    return null;
  }
}

/** Whether an extra environment can be used. */
export function hasExtra(paths: EngineFolder, name: ExtraName): boolean {
  return readExtra(paths, name) !== null;
}
