import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { engineRequirements, pinned, quantizerPins, torchRequirement } from "../../engines/setup/requirements";
import type { Paths } from "../../platform/paths";

const markerSchema = z.object({
  versions: z.record(z.string(), z.string()),
  torchBuild: z.enum(["cuda", "cpu"]),
  /** Digest of everything that was asked for; a changed pin makes the installation stale. */
  pins: z.string(),
  python: z.string(),
  installedAt: z.string(),
});
export type ReadyMarker = z.infer<typeof markerSchema>;

/** The file that says that the engine is whole; it is written last. */
export function readyMarkerPath(paths: Paths): string {
  return join(paths.engine, "ready.json");
}

/** The file that pins every package of the engine. */
export function constraintsPath(paths: Paths): string {
  return join(paths.project, "server", "engines", "setup", "constraints.txt");
}

/** Digest of the requirements and constraints of this version of Stillroom. */
export function pinsDigest(paths: Paths): string {
  const asked = [
    torchRequirement(),
    ...engineRequirements(),
    ...pinned(quantizerPins),
    readFileSync(constraintsPath(paths), "utf8"),
  ];
  return createHash("sha256").update(asked.join("\n")).digest("hex");
}

/** The marker of a whole installation; null when there is none, it cannot be read or its pins are not today's. */
export function readReadyMarker(paths: Paths): ReadyMarker | null {
  const file = readyMarkerPath(paths);
  if (!existsSync(file) || !existsSync(enginePython(paths))) return null;
  try {
    const marker = markerSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    return marker.pins === pinsDigest(paths) ? marker : null;
  } catch {
    return null;
  }
}

/** Writes the marker so that a reader sees the whole file or none. */
export function writeReadyMarker(paths: Paths, marker: ReadyMarker): void {
  const file = readyMarkerPath(paths);
  writeFileSync(`${file}.part`, `${JSON.stringify(marker, null, 2)}\n`);
  renameSync(`${file}.part`, file);
}

/** The engine's own Python interpreter. */
export function enginePython(paths: Paths): string {
  return join(paths.engine, "venv", "bin", "python");
}
