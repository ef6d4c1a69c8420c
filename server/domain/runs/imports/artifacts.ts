import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { artifacts } from "../../../../db/schema/index";
import { argsFile, listLeftovers } from "../../../engines/ms-swift/imported/output-folder";
import { type DigestedArtifact, registerArtifacts } from "../../results/artifacts/register";
import { attemptId } from "./create-run";

/** What lies in an imported folder, with the kept arguments; nothing is copied or digested, since a checkpoint may be large. */
export function collectArtifacts(source: string, directory: string): DigestedArtifact[] {
  const args = join(directory, argsFile);
  const kept = existsSync(args)
    ? [{ kind: "report" as const, name: "args", subject: null, path: args, step: null, sizeBytes: statSync(args).size }]
    : [];
  return [...kept, ...listLeftovers(source)].map((artifact) => ({ ...artifact, digest: null }));
}

/** Brings the artifacts of an import in step with its folder: new ones come under the latest attempt, grown ones get their size, those gone from disk go. */
export function storeArtifacts(tx: Tx, stage: { id: string }, attempt: number, found: DigestedArtifact[]): void {
  const known = tx.select().from(artifacts).where(eq(artifacts.stageId, stage.id)).all();
  const ofPath = new Map(found.map((artifact) => [artifact.path, artifact]));
  for (const { id, path, sizeBytes } of known) {
    const now = ofPath.get(path);
    if (now === undefined) tx.delete(artifacts).where(eq(artifacts.id, id)).run();
    else if (now.sizeBytes !== sizeBytes)
      tx.update(artifacts)
        .set({ sizeBytes: now.sizeBytes })
        .where(and(eq(artifacts.stageId, stage.id), eq(artifacts.path, path)))
        .run();
  }
  const knownPaths = new Set(known.map(({ path }) => path));
  const owner = { stageId: stage.id, attemptId: attemptId(stage, attempt), inputs: [] };
  registerArtifacts(
    tx,
    owner,
    found.filter(({ path }) => !knownPaths.has(path)),
  );
}
