import { relative } from "node:path";
import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "../../../../db/client";
import { artifacts, attempts, stages } from "../../../../db/schema/index";
import { type Artifact, artifactSchema } from "../../../contract/run";
import { isInside, type Paths, realPathOf } from "../../../platform/paths";
import { reusedUntil } from "../../pipeline/stages/reused";
import { readJson } from "../../pipeline/stored/read-json";

const inputsSchema = z.array(z.string());

/** What the stages of a run made, those of reused stages included. */
export function listArtifacts(db: Db, paths: Paths, runId: string): Artifact[] {
  const own = db.select().from(stages).where(eq(stages.runId, runId)).orderBy(asc(stages.position)).all();
  return own.flatMap((stage) =>
    db
      .select({ artifact: artifacts, attempt: attempts.number })
      .from(artifacts)
      .innerJoin(attempts, eq(artifacts.attemptId, attempts.id))
      .where(and(eq(artifacts.stageId, stage.cachedFromStageId ?? stage.id), reusedUntil(stage, artifacts.createdAt)))
      .orderBy(asc(artifacts.createdAt))
      .all()
      .map(({ artifact, attempt }) => ({
        id: artifact.id,
        stageKey: stage.key,
        attempt,
        kind: artifactSchema.shape.kind.parse(artifact.kind),
        subject: artifact.subject,
        name: artifact.name,
        path: isInside(artifact.path, [realPathOf(paths.home)]) ? relative(paths.home, artifact.path) : null,
        digest: artifact.digest,
        sizeBytes: artifact.sizeBytes,
        step: artifact.step,
        createdAt: artifact.createdAt,
        inputs: readJson(inputsSchema, artifact.inputsJson) ?? [],
      })),
  );
}
