import { z } from "zod";
import { AppError } from "../../contract/error";
import { message } from "../../contract/message";
import { expectSuccess } from "./answer";
import type { RayClient } from "./ray-client";

const versionSchema = z.object({ ray_version: z.string(), session_name: z.string().nullish() });

/** Which Ray answers. `session` names this life of the head, null where an old Ray does not tell. Throws `AppError` when none does. */
export async function readVersion(client: RayClient): Promise<{ version: string; session: string | null }> {
  const answer = await client.ask("GET", "/api/version");
  // Both would be refusals of Ray's own, and are no sign of another program.
  const text =
    answer.status === 401 || answer.status === 403 || answer.status >= 500 ? expectSuccess(answer) : answer.text;
  try {
    const { ray_version, session_name } = versionSchema.parse(JSON.parse(text));
    return { version: ray_version, session: session_name ?? null };
  } catch (cause) {
    throw new AppError("invalid-input", message("clusters.not-ray", { address: client.address }), {
      suggestion: message("clusters.not-ray-next"),
      cause,
    });
  }
}

/** The name of this life of the head: another one than at submission tells that Ray forgot its jobs. */
export async function readSession(client: RayClient): Promise<string | null> {
  return (await readVersion(client)).session;
}
