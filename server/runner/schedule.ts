import { and, eq, inArray } from "drizzle-orm";
import { attempts, stages } from "../../db/schema/index";
import { listActive, listEntries } from "../domain/queue/entries";
import { listReleased, queueHostOf } from "../domain/queue/host";
import type { Services } from "../domain/services";
import type { Executor, GpuFacts } from "../executors/executor";
import { allocate, type Reservation } from "./allocate";
import { failStart } from "./fail-start";
import { messageOf } from "./message";
import { startStage } from "./start";

/** What the runner remembers from one look to the next; nothing of it has to survive the runner. */
export type Memory = { gpus: GpuFacts[]; reservation: Reservation | null };

/** Starts every stage whose turn it is, on the devices that it is given. */
export async function startNext(
  services: Services,
  executor: Executor,
  memory: Memory,
  { now, log }: { now: () => number; log: (line: string) => void },
): Promise<void> {
  const { db } = services;
  const host = queueHostOf(memory.gpus, process.env, listReleased(db, now()));
  const active = listActive(db);
  const { starts, reservation } = allocate(listEntries(db), active, host, memory.reservation);
  memory.reservation = reservation;
  const isCpuBusy = active.some(({ gpus }) => gpus.length === 0) || starts.filter(onCpu).length > 1;
  for (const start of starts) {
    const stage = db.select().from(stages).where(eq(stages.id, start.stageId)).get();
    if (stage === undefined) continue;
    log(`Starting ${stage.key} of run ${stage.runId}${onCpu(start) ? "" : ` on GPU ${start.gpus.join(", ")}`}`);
    if (onCpu(start)) noteCompany(services);
    const device = { gpus: start.gpus, hasGpus: host.gpus.length > 0, alone: !(onCpu(start) && isCpuBusy) };
    await startStage(services, executor, stage, device, now()).catch((error: unknown) => {
      log(`Could not start ${stage.key}: ${messageOf(error)}`);
      failStart(services, stage.id, stage.runId, error);
    });
  }
}

function onCpu({ gpus }: { gpus: number[] }): boolean {
  return gpus.length === 0;
}

/** Something starts on the CPU while a stage is measured there: the report then says that it was not alone. */
function noteCompany({ db }: Services): void {
  db.update(attempts)
    .set({ measuredAlone: false })
    .where(
      and(
        inArray(attempts.status, ["starting", "running"]),
        eq(attempts.measuredAlone, true),
        eq(attempts.gpusJson, "[]"),
      ),
    )
    .run();
}
