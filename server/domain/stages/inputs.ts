import { existsSync } from "node:fs";
import { join } from "node:path";
import { and, desc, eq } from "drizzle-orm";
import type { Db } from "../../../db/client";
import { artifacts, type StageRow } from "../../../db/schema/index";
import type { Executables, StageSpec } from "../../engines/engine";
import type { Paths } from "../../platform/paths";

/** Path of an artifact that a stage made (or the stage it was reused from), null when it made none or it is gone from disk. */
export function artifactPath(db: Db, stage: Pick<StageRow, "id" | "cachedFromStageId">, name: string): string | null {
  const found = db
    .select({ path: artifacts.path })
    .from(artifacts)
    .where(and(eq(artifacts.stageId, stage.cachedFromStageId ?? stage.id), eq(artifacts.name, name)))
    .orderBy(desc(artifacts.createdAt))
    .get();
  return found && existsSync(found.path) ? found.path : null;
}

/** Where the artifacts of a run that has not begun are going to lie: the first attempt of the stage that makes them. */
export function expectedInputs(paths: Paths, runId: string, specs: StageSpec[]): Record<string, string> {
  const place = (key: string, file: string) => join(paths.runs, runId, key, "a1", file);
  return Object.fromEntries(
    specs.flatMap(({ key, kind, subject }) => {
      if (kind === "teacher-inference") return [["answers", place(key, "answers.jsonl")]];
      if (kind === "distill") return [["student", place(key, "model")]];
      return kind === "quantize" && subject !== null ? [[subject, place(key, "model")]] : [];
    }),
  );
}

/** The engine's programs in this installation. */
export function executablesOf(paths: Paths): Executables {
  const bin = join(paths.engine, "venv", "bin");
  return { python: join(bin, "python"), swift: join(bin, "swift"), evalscope: join(bin, "evalscope") };
}
