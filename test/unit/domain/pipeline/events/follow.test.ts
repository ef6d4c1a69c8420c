import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { appendEvent } from "../../../../../server/domain/pipeline/events/append";
import { followEvents } from "../../../../../server/domain/pipeline/events/follow";
import type { Services } from "../../../../../server/domain/services";
import { createServices } from "../../../../helpers/services";

/** Follows from `cursor` on; `seen` grows with the runs of the events. */
function follow({ db }: Services, cursor: number | null) {
  const end = new AbortController();
  const seen: (string | null)[] = [];
  const done = (async () => {
    for await (const { runId } of followEvents(db, cursor, end.signal)) seen.push(runId);
  })();
  const stop = (): Promise<void> => {
    end.abort();
    return done;
  };
  return { seen, end: stop };
}

it("tells every follower what happens from its beginning on, in order and once", async () => {
  const services = createServices();
  appendEvent(services.db, "run", { runId: "before" });
  const fresh = follow(services, null);
  const resumed = follow(services, 0);
  for (let index = 0; index < 1_200; index += 1) appendEvent(services.db, "run", { runId: `r${index}` });
  const all = Array.from({ length: 1_200 }, (_, index) => `r${index}`);
  await vi.waitFor(() => expect(fresh.seen).toHaveLength(1_200));
  await vi.waitFor(() => expect(resumed.seen).toHaveLength(1_201));
  expect(fresh.seen).toEqual(all);
  expect(resumed.seen).toEqual(["before", ...all]);
  await Promise.all([fresh.end(), resumed.end()]);
  appendEvent(services.db, "run", { runId: "while nobody looked" });
  const late = follow(services, null);
  await sleep(200);
  appendEvent(services.db, "run", { runId: "after" });
  await vi.waitFor(() => expect(late.seen).toEqual(["after"]));
  await late.end();
});

it("reads an event once for all followers", async () => {
  const services = createServices();
  const followers = Array.from({ length: 20 }, () => follow(services, null));
  await sleep(50);
  const prepare = vi.spyOn(services.db.$client, "prepare");
  const looks = () => prepare.mock.calls.filter(([text]) => text.includes("data_version")).length;
  appendEvent(services.db, "run", { runId: "a" });
  await vi.waitFor(() => expect(followers.every(({ seen }) => seen.length === 1)).toBe(true));
  await sleep(600);
  expect(looks()).toBeLessThan(10);
  await Promise.all(followers.map(({ end }) => end()));
});
