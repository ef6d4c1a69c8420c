import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { receiveUpload } from "../../../server/api/uploads";
import { errorSaidSchema } from "../../../server/contract/error";
import { uploadReferenceHeader } from "../../../server/contract/files";
import { uploadFolders } from "../../../server/domain/recipes/files/uploads";
import type { Services } from "../../../server/domain/services";
import { createServices } from "../../helpers/services";

const base = "http://127.0.0.1:3000";
const rows = '{"messages": [{"role": "user", "content": "One?"}]}\n'.repeat(40);

describe("an upload", () => {
  let services: Services;
  beforeEach(() => {
    services = createServices();
  });

  function ask(path: string, method: string, headers: Record<string, string>, body: BodyInit | null = null) {
    const all = { "tus-resumable": "1.0.0", ...headers };
    return receiveUpload(services, new Request(`${base}${path}`, { method, headers: all, body }));
  }

  function create(name: string, sizeBytes: number) {
    const filename = Buffer.from(name).toString("base64");
    return ask("/api/upload", "POST", {
      "upload-length": String(sizeBytes),
      "upload-metadata": `filename ${filename}`,
    });
  }

  function send(path: string, offset: number, piece: BodyInit) {
    const headers = { "upload-offset": String(offset), "content-type": "application/offset+octet-stream" };
    return ask(path, "PATCH", headers, piece);
  }

  async function uploadWhole(name: string, text: string): Promise<string> {
    const path = (await create(name, Buffer.byteLength(text))).headers.get("location") ?? "";
    const { headers, status } = await send(path, 0, text);
    expect(status).toBe(204);
    return decodeURIComponent(headers.get(uploadReferenceHeader) ?? "");
  }

  const offsetOf = async (path: string) => Number((await ask(path, "HEAD", {})).headers.get("upload-offset"));
  const whole = () => readdirSync(uploadFolders(services.paths).whole).filter((name) => !name.startsWith("."));

  it("comes in pieces, goes on where one broke off, and is named as a recipe does", async () => {
    const path = (await create("Träin rows.jsonl", rows.length)).headers.get("location") ?? "";
    expect(path).toMatch(/^\/api\/upload\/\w+$/);
    const first = await send(path, 0, rows.slice(0, 700));
    expect([first.status, first.headers.get("upload-offset")]).toEqual([204, "700"]);
    expect(first.headers.get("access-control-allow-origin")).toBeNull();
    expect((await send(path, 100, "x")).status).toBe(409);
    expect(await offsetOf(path)).toBe(700);
    expect(whole()).toEqual([]);
    const last = await send(path, 700, rows.slice(700));
    expect(decodeURIComponent(last.headers.get(uploadReferenceHeader) ?? "")).toBe("data/uploads/Träin-rows.jsonl");
    expect(readFileSync(join(services.paths.home, "data/uploads/Träin-rows.jsonl"), "utf8")).toBe(rows);
    expect(readdirSync(uploadFolders(services.paths).partial)).toEqual([]);
  });

  it("never replaces another content, and takes the same one once", async () => {
    expect(await uploadWhole("rows.csv.gz", "one")).toBe("data/uploads/rows.csv.gz");
    expect(await uploadWhole("rows.csv.gz", "two")).toBe("data/uploads/rows-2.csv.gz");
    expect(await uploadWhole("rows.csv.gz", "one")).toBe("data/uploads/rows.csv.gz");
    expect(await uploadWhole("rows.csv.gz", "two")).toBe("data/uploads/rows-2.csv.gz");
    expect(whole().sort()).toEqual(["rows-2.csv.gz", "rows.csv.gz"]);
  });

  it("stays where it belongs, whatever it is called", async () => {
    expect(await uploadWhole("../../stillroom.json", "1")).toBe("data/uploads/stillroom.json");
    expect(await uploadWhole("..\\a#b:c\u0000.JSONL", "1")).toBe("data/uploads/a-b-c.jsonl");
    expect(await uploadWhole(".jsonl", "1")).toBe("data/uploads/data.jsonl");
    expect((await ask("/api/upload/..%2f..%2fstillroom.db", "HEAD", {})).status).toBe(404);
  });

  it.each([
    ["model.safetensors", 10, "files.upload-kind"],
    ["rows.jsonl", 0, "files.upload-empty"],
    ["rows.jsonl", 51 * 2 ** 30, "files.upload-large"],
  ])("of %s with %d bytes is refused before it begins", async (name, sizeBytes, code) => {
    const answer = await create(name, sizeBytes);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    const { said } = JSON.parse(await answer.text());
    expect(errorSaidSchema.parse(said).message.code).toBe(code);
  });

  it("that is given up leaves nothing", async () => {
    const path = (await create("rows.jsonl", 100)).headers.get("location") ?? "";
    await send(path, 0, "half");
    expect((await ask(path, "DELETE", {})).status).toBe(204);
    expect(readdirSync(uploadFolders(services.paths).partial)).toEqual([]);
    expect((await ask(path, "HEAD", {})).status).toBe(404);
  });

  it("keeps what came of a piece whose connection broke", async () => {
    const path = (await create("rows.jsonl", rows.length)).headers.get("location") ?? "";
    const breaking = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(rows.slice(0, 500))),
      pull: (controller) => controller.error(new Error("The connection broke")),
    });
    const headers = {
      "tus-resumable": "1.0.0",
      "upload-offset": "0",
      "content-type": "application/offset+octet-stream",
    };
    const piece: RequestInit & { duplex: "half" } = { method: "PATCH", headers, body: breaking, duplex: "half" };
    await receiveUpload(services, new Request(`${base}${path}`, piece));
    const offset = await offsetOf(path);
    expect(offset).toBeLessThanOrEqual(500);
    const last = await send(path, offset, rows.slice(offset));
    expect(last.headers.get(uploadReferenceHeader)).toContain("rows.jsonl");
    expect(readFileSync(join(services.paths.home, "data/uploads/rows.jsonl"), "utf8")).toBe(rows);
  });

  it("finds names that are taken by people too", async () => {
    const { whole: folder } = uploadFolders(services.paths);
    writeFileSync(join(folder, "mine.jsonl"), "put here by hand");
    expect(await uploadWhole("mine.jsonl", "x")).toBe("data/uploads/mine-2.jsonl");
  });
});
