import { z } from "zod";
import { hubs } from "./exports";
import { type Message, message, messageSchema } from "./message";

export const hubSchema = z.enum(hubs);

/** The id of a model on a hub: `owner/name`. */
export const hubModelSchema = z.string().regex(/^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/);

const downloadStatusSchema = z.enum(["waiting", "running", "stopping", "succeeded", "failed", "cancelled"]);
export type DownloadStatus = z.infer<typeof downloadStatusSchema>;

/** Bytes of a download that are there by now, and the file that is on its way. */
export const downloadProgressSchema = z.object({
  doneBytes: z.number(),
  totalBytes: z.number(),
  file: z.string().nullable(),
});

/** A download of a hub's model into the cache of that hub. */
export const modelDownloadSchema = z.object({
  id: z.string(),
  hub: hubSchema,
  model: z.string(),
  status: downloadStatusSchema,
  /** Null before the hub has answered. */
  progress: downloadProgressSchema.nullable(),
  /** The folder of the model, once it is whole. */
  folder: z.string().nullable(),
  message: messageSchema.nullable(),
  suggestion: messageSchema.nullable(),
  /** What the hub's library said last, where it failed. */
  words: z.string().nullable(),
  createdAt: z.number(),
  endedAt: z.number().nullable(),
});
export type ModelDownload = z.infer<typeof modelDownloadSchema>;

/** A hub's model as a form shows it. */
export const hubLookSchema = z.object({
  model: z.string(),
  hub: hubSchema,
  /** Its folder on this machine, which is taken instead of the hub; null where it is not whole or may not be read. */
  folder: z.string().nullable(),
  /** What a download takes; null with the reason where that is not known. */
  sizeBytes: z.number().nullable(),
  reason: messageSchema.nullable(),
  suggestion: messageSchema.nullable(),
  words: z.string().nullable(),
  /** What is free where it would lie. */
  freeBytes: z.number().nullable(),
});
export type HubLook = z.infer<typeof hubLookSchema>;

/** True while a download has not ended. */
export function isDownloading({ status }: Pick<ModelDownload, "status">): boolean {
  return status === "waiting" || status === "running" || status === "stopping";
}

/** What has to stay free beside a download, as in `download.py`. */
const reserveBytes = 256 * 2 ** 20;

/** What is missing on the disk for a download, in words; null where there is room, or where that is not known. Pure. */
export function shortageWords(look: Pick<HubLook, "sizeBytes" | "freeBytes">, doneBytes: number): Message | null {
  if (look.sizeBytes === null || look.freeBytes === null) return null;
  const neededBytes = Math.max(0, look.sizeBytes - doneBytes) + reserveBytes;
  return neededBytes <= look.freeBytes ? null : roomWords(neededBytes, look.freeBytes);
}

/** What is missing on a disk, in words. Pure. */
export function roomWords(neededBytes: number, freeBytes: number): Message {
  return message("downloads.no-room", {
    short: { bytes: neededBytes - freeBytes },
    needed: { bytes: neededBytes },
    free: { bytes: freeBytes },
  });
}

/** How far a download is, in words. Pure. */
export function downloadWords({ status, progress }: Pick<ModelDownload, "status" | "progress">): Message {
  if (status === "succeeded" || status === "cancelled" || status === "stopping") return message(`downloads.${status}`);
  if (progress === null) return message(status === "waiting" ? "downloads.waiting" : "downloads.asking");
  const { doneBytes, totalBytes, file } = progress;
  const share = totalBytes === 0 ? 1 : Math.min(1, doneBytes / totalBytes);
  const far = message("downloads.far", { done: { bytes: doneBytes }, total: { bytes: totalBytes }, share: { share } });
  return file === null ? far : message("downloads.far-file", { far, file });
}
