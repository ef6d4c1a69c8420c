import { describe, expect, it } from "vitest";
import { downloadWords, shortageWords } from "../../../../../server/contract/downloads";
import { wordsIn } from "../../../../../server/contract/words";
import { failureWords } from "../../../../../server/domain/placement/downloads/failure-words";
import {
  getDownload,
  latestDownload,
  startDownload,
  stopDownload,
} from "../../../../../server/domain/placement/downloads/requests";
import type { HubFailure } from "../../../../../server/engines/hub/download";
import { createServices } from "../../../../helpers/services";

const progress = { doneBytes: 250_000_000, totalBytes: 1_000_000_000, file: "model.safetensors" };

describe("how far a download is", () => {
  it.each([
    [{ status: "waiting", progress: null }, "Waits for the runner"],
    [{ status: "running", progress: null }, "Asks the hub"],
    [{ status: "running", progress }, "(25%) · model.safetensors"],
    [{ status: "running", progress: { doneBytes: 0, totalBytes: 0, file: null } }, "(100%)"],
    [{ status: "cancelled", progress }, "Stopped; whole files are kept"],
  ] as const)("%j: %s", (download, text) => {
    expect(wordsIn(downloadWords(download), "en")).toContain(text);
  });
});

describe("room on the disk", () => {
  it("is told where it is short, with what is there already taken off", () => {
    const gib = 2 ** 30;
    const short = shortageWords({ sizeBytes: 4 * gib, freeBytes: 2 * gib }, 0);
    expect(short && wordsIn(short, "en")).toMatch(/^2.25 GiB are short/);
    expect(shortageWords({ sizeBytes: 4 * gib, freeBytes: 2 * gib }, 3 * gib)).toBeNull();
    expect(shortageWords({ sizeBytes: null, freeBytes: 1 }, 0)).toBeNull();
    expect(shortageWords({ sizeBytes: 1, freeBytes: null }, 0)).toBeNull();
  });
});

describe("why there is none", () => {
  const said = (failure: Partial<HubFailure>) => {
    const { message, suggestion } = failureWords("huggingface", "me/small", {
      reason: "other",
      words: "odd",
      ...failure,
    });
    return `${wordsIn(message, "en")}. ${wordsIn(suggestion, "en")}`;
  };

  it("tells what is short on the disk", () => {
    const text = said({ reason: "no-room", neededBytes: 3_000_000_000, freeBytes: 1_000_000_000 });
    expect(text).toMatch(/^1.86 GiB are short/);
    expect(said({ reason: "no-room" })).toContain("disk of the cache is full");
  });

  it.each([
    ["no-network", "HTTPS_PROXY"],
    ["gated", "HF_TOKEN"],
    ["not-found", "Check owner and name"],
    ["no-weights", "converted from"],
    ["offline", "HF_HUB_OFFLINE=1"],
    ["other", "Try again"],
  ] as const)("%s says what to do", (reason, text) => {
    expect(said({ reason })).toContain(text);
  });
});

describe("a download that is asked for", () => {
  it("is one for each model and hub until it has ended, and another one afterwards", () => {
    const services = createServices();
    const first = startDownload(services, "huggingface", "owner/name");
    expect(startDownload(services, "huggingface", "owner/name").id).toBe(first.id);
    expect(startDownload(services, "modelscope", "owner/name").id).not.toBe(first.id);
    stopDownload(services, first.id);
    expect(getDownload(services, first.id).status).toBe("cancelled");
    const second = startDownload(services, "huggingface", "owner/name");
    expect(latestDownload(services, "owner/name")?.id).toBe(second.id);
    expect(second.id).not.toBe(first.id);
  });

  it("is of a hub id", () => {
    expect(() => startDownload(createServices(), "huggingface", "../../etc/passwd")).toThrow(/no hub id/);
    expect(() => startDownload(createServices(), "huggingface", "--help/x")).toThrow(/no hub id/);
  });
});
