import { chatRequestSchema } from "../contract/chat";
import { AppError } from "../contract/error";
import { message } from "../contract/message";
import { listDeployments } from "../domain/runs/deployments/list";
import type { ApiContext } from "./trpc";

/** Hands a chat to a served model on the loopback address and passes its SSE stream through; `signal` ends it on both sides. Throws what a person can mend. */
export async function proxyChat(
  context: ApiContext,
  deploymentId: string,
  body: unknown,
  signal: AbortSignal,
): Promise<Response> {
  const request = chatRequestSchema.safeParse(body);
  if (!request.success)
    throw new AppError("invalid-input", message("servers.no-chat", { words: request.error.issues[0]?.message ?? "" }), {
      suggestion: message("servers.no-chat-next"),
    });
  const deployment = listDeployments(context.db, null).find(({ id }) => id === deploymentId);
  if (deployment?.endpoint == null)
    throw new AppError("conflict", message("servers.not-served"), { suggestion: message("servers.not-served-next") });
  const { messages, maxTokens, temperature } = request.data;
  const upstream = await fetch(`${deployment.endpoint}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      model: deployment.modelName,
      messages,
      max_tokens: maxTokens,
      temperature,
      stream: true,
      stream_options: { include_usage: true },
    }),
    signal,
  }).catch(() => null);
  if (upstream === null)
    throw new AppError("unavailable", message("servers.silent"), { suggestion: message("servers.silent-next") });
  if (!upstream.ok)
    throw new AppError("unavailable", message("servers.refused", { words: (await upstream.text()).slice(0, 300) }), {
      suggestion: message("servers.refused-next"),
    });
  return new Response(upstream.body, { headers: { "content-type": "text/event-stream", "cache-control": "no-store" } });
}
