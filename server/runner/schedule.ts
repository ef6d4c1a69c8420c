import { and, eq, inArray } from "drizzle-orm";
import { attempts, stages } from "../../db/schema/index";
import { type ExecutorKind, executorKindSchema, isCluster } from "../contract/executor";
import type { QueueHost } from "../contract/queue";
import { readHostSettings } from "../domain/placement/host/settings";
import { clusterPool, type Pool } from "../domain/placement/queue/cluster-host";
import { type ActiveEntry, listActive, listEntries } from "../domain/placement/queue/entries";
import { listReleased, queueHostOf } from "../domain/placement/queue/host";
import { makerOf } from "../domain/placement/queue/maker";
import type { Services } from "../domain/services";
import type { GpuFacts, LocalExecutor } from "../executors/executor";
import { allocate, type Start } from "./allocate";
import { failAlone } from "./fail-start";
import type { Faults } from "./isolate";
import type { Memory } from "./memory";
import { claimStage, submitAttempt } from "./start";

type Tools = Faults & { now: () => number };
type Place = { kind: ExecutorKind; host: NonNullable<Pool["host"]>; isCpuBusy: boolean };

/** Starts every stage whose turn it is, on the devices that it is given; attempts on clusters are only claimed here and submitted when they are looked after. */
export async function startNext(
  services: Services,
  local: LocalExecutor,
  memory: Memory,
  { now, ...faults }: Tools,
): Promise<void> {
  const { db } = services;
  const entries = listEntries(db);
  if (entries.length === 0) {
    for (const kind of executorKindSchema.options) memory.reservations[kind] = null;
    return;
  }
  const allActive = listActive(db);
  for (const kind of executorKindSchema.options) {
    const waiting = entries.filter((entry) => entry.executor === kind && makerOf(entry, allActive) === undefined);
    const active = allActive.filter(({ executor }) => executor === kind);
    const host = isCluster(kind) ? clusterPool(db, kind, active).host : localHost(services, memory.gpus, now());
    if (host === null) continue;
    const { starts, reservation } = allocate(waiting, active, host, memory.reservations[kind]);
    memory.reservations[kind] = reservation;
    const isCpuBusy = active.some(isOnCpu) || starts.filter(isOnCpu).length > 1;
    for (const start of starts) await begin(services, local, start, { kind, host, isCpuBusy }, { now, ...faults });
  }
}

/** What the runner may give out on its own host now. */
export function localHost({ db }: Services, gpus: readonly GpuFacts[], now: number): QueueHost {
  const released = gpus.length === 0 ? new Set<number>() : listReleased(db, now);
  return queueHostOf(gpus, process.env, released, readHostSettings(db));
}

async function begin(
  services: Services,
  local: LocalExecutor,
  start: Start,
  { kind, host, isCpuBusy }: Place,
  { now, log, told }: Tools,
): Promise<void> {
  const stage = services.db.select().from(stages).where(eq(stages.id, start.stageId)).get();
  if (stage === undefined) return;
  log(`Starting ${stage.key} of run ${stage.runId}${placeName(kind, start)}`, {
    runId: stage.runId,
    stageKey: stage.key,
  });
  if (isOnCpu(start)) noteCompany(services, kind);
  const device = {
    executor: kind,
    gpus: start.gpus,
    hasGpus: host.gpus.length > 0,
    alone: !(isOnCpu(start) && isCpuBusy),
  };
  try {
    const attempt = await claimStage(services, stage, device, now());
    if (attempt !== null && !isCluster(kind)) await submitAttempt(services, local, attempt);
  } catch (error) {
    // Where storage takes nothing, the stage keeps its place until it does again.
    failAlone(services, stage, { log, told }, error);
  }
}

function placeName(kind: ExecutorKind, { gpus }: Start): string {
  if (isCluster(kind)) return ` on ${kind}`;
  return gpus.length === 0 ? "" : ` on GPU ${gpus.join(", ")}`;
}

function isOnCpu({ gpus }: Start | ActiveEntry): boolean {
  return gpus.length === 0;
}

/** Something starts on the CPU while a stage is measured there: the report then says that it was not alone. */
function noteCompany({ db }: Services, kind: ExecutorKind): void {
  db.update(attempts)
    .set({ measuredAlone: false })
    .where(
      and(
        inArray(attempts.status, ["starting", "running"]),
        eq(attempts.executor, kind),
        eq(attempts.measuredAlone, true),
        eq(attempts.gpusJson, "[]"),
      ),
    )
    .run();
}
