import { expect, it } from "vitest";
import { badRequest, conflict, notFound, refusal, type World } from "./world";

const slurm = { partition: "gpu" };

/** Calls about where things run: this host, clusters, servers of models; and the stream of what changes. */
export function testHosts(world: () => World): void {
  it("host.status tells of runner and engine", async () => {
    expect(await world().api.host.status.query()).toMatchObject({ engine: { ready: true } });
  });

  it("host.settings are what host.saveSettings has stored", async () => {
    const { api } = world();
    await api.host.saveSettings.mutate({ cpuSlots: 3 });
    expect((await api.host.settings.query()).settings).toMatchObject({ cpuSlots: 3 });
    await expect(api.host.saveSettings.mutate({ cpuSlots: 0 })).rejects.toEqual(badRequest);
  });

  it("executors.list has what executors.save stored, and no token of it", async () => {
    const { api } = world();
    await api.executors.save.mutate({ kind: "slurm", settings: slurm, token: "very-secret" });
    const clusters = await api.executors.list.query();
    expect(clusters.find(({ kind }) => kind === "slurm")).toMatchObject({ settings: slurm, hasToken: true });
    expect(JSON.stringify(clusters)).not.toContain("very-secret");
    await expect(api.executors.save.mutate({ kind: "slurm", settings: { cpuSlots: 0 } })).rejects.toEqual(
      refusal("BAD_REQUEST", "invalid-input"),
    );
  });

  it("executors.test asks the runner to look at a cluster that is set up", async () => {
    const { api } = world();
    await api.executors.save.mutate({ kind: "slurm", settings: slurm });
    await api.executors.test.mutate({ kind: "slurm" });
    expect((await api.executors.list.query()).find(({ kind }) => kind === "slurm")?.isTesting).toBe(true);
    await expect(api.executors.test.mutate({ kind: "ray" })).rejects.toEqual(refusal("CONFLICT", "conflict"));
  });

  it("exports.start queues a push that exports.stop ends, and keeps no token of it", async () => {
    const { api, seeded } = world();
    const settings = { kind: "push", hub: "huggingface", repository: "me/small", isPrivate: true } as const;
    const wanted = { runId: seeded.succeeded, subject: "student", settings };
    await expect(api.exports.start.mutate(wanted)).rejects.toEqual(refusal("BAD_REQUEST", "invalid-input"));
    const { id } = await api.exports.start.mutate({ ...wanted, token: "hf_very-secret" });
    const listed = await api.exports.list.query({ runId: seeded.succeeded });
    expect(listed).toEqual([expect.objectContaining({ id, settings, status: "ready", files: [] })]);
    expect(JSON.stringify(listed)).not.toContain("hf_very-secret");
    await api.exports.stop.mutate({ id });
    expect((await api.exports.list.query({ runId: seeded.succeeded }))[0]?.status).toBe("cancelled");
    await expect(api.exports.stop.mutate({ id: "nowhere" })).rejects.toEqual(notFound);
  });

  it("exports.start makes no GGUF file where exports.options tells that the converter is missing", async () => {
    const { api, seeded } = world();
    expect(await api.exports.options.query()).toEqual({ hasGguf: false });
    const wanted = { runId: seeded.succeeded, subject: "student", settings: { kind: "gguf", type: "q8_0" } } as const;
    await expect(api.exports.start.mutate(wanted)).rejects.toMatchObject({ message: expect.stringContaining("GGUF") });
  });

  it("models.startDownload queues a download that models.stopDownload ends, of what models.look calls a hub id", async () => {
    const { api } = world();
    expect(await api.models.look.query({ reference: "/somewhere" })).toBeNull();
    const look = await api.models.look.query({ reference: "owner/name" });
    expect(look).toMatchObject({ model: "owner/name", folder: null, sizeBytes: null, reason: expect.anything() });
    const { id } = await api.models.startDownload.mutate({ model: "owner/name" });
    expect((await api.models.startDownload.mutate({ model: "owner/name" })).id).toBe(id);
    await api.models.stopDownload.mutate({ id });
    const latest = await api.models.download.query({ model: "owner/name" });
    expect(latest).toMatchObject({ id, status: expect.stringMatching(/cancelled|stopping/), folder: null });
    expect(await api.models.download.query({ model: "owner/other" })).toBeNull();
    await expect(api.models.startDownload.mutate({ model: "no hub id" })).rejects.toEqual(
      refusal("BAD_REQUEST", "invalid-input"),
    );
    await expect(api.models.stopDownload.mutate({ id: "nowhere" })).rejects.toEqual(notFound);
  });

  it("deployments.start queues a server that deployments.stop ends", async () => {
    const { api, seeded } = world();
    const wanted = { runId: seeded.succeeded, subject: "student" };
    const { id } = await api.deployments.start.mutate(wanted);
    await expect(api.deployments.start.mutate(wanted)).rejects.toEqual(conflict);
    await expect(api.deployments.start.mutate({ ...wanted, subject: "nobody" })).rejects.toEqual(notFound);
    await api.deployments.stop.mutate({ id });
    expect(await api.deployments.list.query({ runId: seeded.succeeded })).toMatchObject([{ id, status: "ended" }]);
    await expect(api.deployments.stop.mutate({ id: "no-server" })).rejects.toEqual(notFound);
  });

  it("events.stream goes on after the last event that was seen", async () => {
    const { api, seeded } = world();
    const first = await firstEvent(world(), 0);
    await api.runs.annotate.mutate({ runId: seeded.held, notes: "seen" });
    const next = await firstEvent(world(), first);
    expect(next).toBeGreaterThan(first);
    const refused = await stream(world(), "no number", new AbortController().signal);
    expect(await refused.text()).toContain('"code":"BAD_REQUEST"');
  });
}

function stream({ answer }: World, lastEventId: unknown, signal: AbortSignal): Promise<Response> {
  const input = encodeURIComponent(JSON.stringify({ json: { lastEventId } }));
  return answer(new Request(`http://127.0.0.1:3000/api/trpc/events.stream?input=${input}`, { signal }));
}

/** The id of the first event after one, as an event stream tells it. */
async function firstEvent(world: World, lastEventId: number): Promise<number> {
  const ending = new AbortController();
  const { body } = await stream(world, lastEventId, ending.signal);
  let text = "";
  try {
    for await (const chunk of body ?? []) {
      text += new TextDecoder().decode(chunk);
      const id = /^id: (\d+)$/m.exec(text)?.[1];
      if (id !== undefined) return Number(id);
    }
    throw new Error(`The stream ended without an event: ${text}`);
  } finally {
    ending.abort();
  }
}
