import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { z } from "zod";
import { AppError } from "../contract/error";
import { message } from "../contract/message";
import { requireOpenAttempt } from "../domain/placement/ingest/attempt";
import { findInput, listInputs } from "../domain/placement/ingest/inputs";
import { receivePiece, wishesOf } from "../domain/placement/ingest/receive";
import type { ApiContext } from "./trpc";

const maxPieceBytes = 8 * 2 ** 20;

const pieceSchema = z.object({
  path: z.string().min(1).max(1_000),
  offset: z.coerce.number().int().min(0),
  total: z.coerce.number().int().min(0).optional(),
  stamp: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .optional(),
});

/** Takes a piece of what an attempt wrote (`?path&offset`, whole files also with `total` and `stamp`); answers with the size that is here now and the wishes of people. 409: a piece before it is missing; 410: the attempt is over; 507: no space, try again. */
export async function receive(context: ApiContext, attemptId: string, request: Request): Promise<Response> {
  return answer(async () => {
    const { directory } = requireOpenAttempt(context, attemptId, tokenOf(request));
    const query = pieceSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
    const body = new Uint8Array(await request.arrayBuffer());
    if (body.length > maxPieceBytes) return new Response(null, { status: 413 });
    const { path, offset, total, stamp } = query;
    const whole = total === undefined || stamp === undefined ? null : { total, stamp };
    const { sizeBytes, accepted } = receivePiece(directory, { path, offset, body, whole });
    return Response.json({ size: sizeBytes, wishes: wishesOf(directory) }, { status: accepted ? 200 : 409 });
  });
}

/** What an attempt needs from this host: `?list=inputs` names the files, `?file=PATH` sends one of them. */
export async function handOver(context: ApiContext, attemptId: string, request: Request): Promise<Response> {
  return answer(async () => {
    const { directory } = requireOpenAttempt(context, attemptId, tokenOf(request));
    const query = new URL(request.url).searchParams;
    if (query.get("list") === "inputs") return Response.json({ files: listInputs(context.paths, directory) });
    const file = findInput(context.paths, directory, query.get("file") ?? "");
    if (file === null) throw new AppError("not-found", message("clusters.no-input"));
    const body = Readable.toWeb(createReadStream(file));
    return new Response(z.instanceof(ReadableStream).parse(body), {
      headers: { "content-type": "application/octet-stream" },
    });
  });
}

function tokenOf({ headers }: Request): string {
  return /^Bearer (.+)$/.exec(headers.get("authorization") ?? "")?.[1] ?? "";
}

const statuses: Partial<Record<string, number>> = { forbidden: 403, conflict: 410, "not-found": 404 };

async function answer(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError)
      return Response.json({ message: error.message }, { status: statuses[error.code] ?? 400 });
    if (error instanceof z.ZodError) return Response.json({ message: "The query is not valid" }, { status: 400 });
    if (/ENOSPC|EDQUOT/.test(String(error))) return Response.json({ message: "No space is left" }, { status: 507 });
    throw error;
  }
}
