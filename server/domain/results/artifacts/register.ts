import type { Db, Tx } from "../../../../db/client";
import { artifacts } from "../../../../db/schema/index";
import type { CollectedArtifact } from "../../../engines/engine";
import { createId } from "../../../platform/ids";
import { digestPath } from "../../pipeline/stages/content-digest";

export type DigestedArtifact = CollectedArtifact & { digest: string | null; sizeBytes: number | null };

/** Digest and size of what a stage made. Checkpoints get no digest: they come and go while training. */
export function digestArtifacts(db: Db, collected: CollectedArtifact[]): DigestedArtifact[] {
  return collected.map((artifact) => {
    const content = digestPath(db, artifact.path);
    return {
      ...artifact,
      digest: artifact.kind === "checkpoint" ? null : (content?.digest ?? null),
      sizeBytes: content?.sizeBytes ?? null,
    };
  });
}

/** Stores what an attempt made; a second call for the same place changes nothing. */
export function registerArtifacts(
  tx: Tx,
  owner: { stageId: string; attemptId: string; inputs: string[] },
  made: DigestedArtifact[],
): void {
  for (const { kind, subject, name, path, digest, sizeBytes, step } of made) {
    tx.insert(artifacts)
      .values({
        id: createId("f"),
        stageId: owner.stageId,
        attemptId: owner.attemptId,
        kind,
        subject,
        name,
        path,
        digest,
        sizeBytes,
        step,
        inputsJson: JSON.stringify(owner.inputs),
        createdAt: Date.now(),
      })
      .onConflictDoNothing()
      .run();
  }
}
