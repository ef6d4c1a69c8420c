import { unzipSync } from "fflate";
import { beforeEach, describe, expect, it } from "vitest";
import { downloadBundle } from "../../../../../server/api/bundle";
import { guardRoute } from "../../../../../server/api/guard-route";
import { buildBundle } from "../../../../../server/domain/publish/bundles/bundle";
import { packBundle } from "../../../../../server/domain/publish/bundles/pack";
import type { Services } from "../../../../../server/domain/services";
import { filesOf, insertMade } from "../../../../helpers/bundles";
import { saying } from "../../../../helpers/saying";
import { createServices } from "../../../../helpers/services";

let services: Services;

beforeEach(() => {
  services = createServices();
});

describe("download", () => {
  it("is a ZIP below one folder, the same each time", async () => {
    const run = insertMade(services, { serve: { engine: "vllm" } });
    const response = downloadBundle(services, new URLSearchParams({ run }));
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="legal-72b-student.zip"');
    const bytes = new Uint8Array(await response.arrayBuffer());
    const bundle = buildBundle(services, run, "student");
    expect(Buffer.from(bytes).equals(packBundle(bundle))).toBe(true);
    const entries = unzipSync(bytes);
    expect(Object.keys(entries)).toHaveLength(bundle.files.length);
    const compose = Buffer.from(entries["legal-72b-student/docker/compose.yaml"] ?? []).toString();
    expect(compose).toBe(filesOf(services, run)["docker/compose.yaml"]);
  });

  it.each([
    ["run=r404", 404],
    ["", 404],
  ])("of '%s' answers %d with what to do", async (query, status) => {
    const response = await guardRoute({ route: "bundle" }, () => downloadBundle(services, new URLSearchParams(query)));
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ message: saying(/./), suggestion: saying(/./) });
  });
});
