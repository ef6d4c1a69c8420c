import { mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { badRequest, notFound, refusal, type World } from "./world";

/** Calls that look into folders, and allow further ones. */
export function testFiles(world: () => World): void {
  it("files.list shows a folder, or why it is not shown", async () => {
    const { api } = world();
    const { folder } = await api.files.list.query({ path: null, kind: "model" });
    expect(folder?.entries.map(({ name }) => name)).toContain("sample-teacher");
    expect((await api.files.list.query({ path: "/etc" })).problem).toMatchObject({ isOutside: true });
    await expect(api.files.list.query({ path: "" })).rejects.toEqual(badRequest);
  });

  it("files.allow takes the folder that files.allowable named, files.disallow takes it back", async () => {
    const { api } = world();
    const outside = realpathSync(mkdtempSync(join(tmpdir(), "stillroom-outside-")));
    writeFileSync(join(outside, "rows.jsonl"), "{}\n");
    const { folder } = await api.files.allowable.query({ reference: join(outside, "rows.jsonl") });
    expect(folder).toBe(outside);
    await api.files.allow.mutate({ folder: outside });
    expect((await api.files.roots.query()).map(({ path }) => path)).toContain(outside);
    expect((await api.files.list.query({ path: outside })).problem).toBeNull();
    await api.files.disallow.mutate({ folder: outside });
    await expect(api.files.disallow.mutate({ folder: outside })).rejects.toEqual(notFound);
    await expect(api.files.allow.mutate({ folder: "/" })).rejects.toEqual(refusal("FORBIDDEN", "forbidden"));
  });
}
