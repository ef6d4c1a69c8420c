import { chatRequestSchema } from "../contract/chat";
import { listDeployments } from "../domain/runs/deployments/list";
import type { ApiContext } from "./trpc";

/** Hands a chat to a served model on the loopback address and passes its SSE stream through; `signal` ends it on both sides. Errors are JSON with a message and a suggestion. */
export async function proxyChat(
  context: ApiContext,
  deploymentId: string,
  body: unknown,
  signal: AbortSignal,
): Promise<Response> {
  const request = chatRequestSchema.safeParse(body);
  if (!request.success) return refuse(400, request.error.issues[0]?.message ?? "Not a chat request", "Reload the page");
  const deployment = listDeployments(context.db, null).find(({ id }) => id === deploymentId);
  if (deployment?.endpoint == null)
    return refuse(409, "This model is not being served", "Serve it and wait until it is ready");
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
    return refuse(502, "The model's server does not answer", "Look at its log, or end and serve it again");
  if (!upstream.ok)
    return refuse(
      502,
      `The model's server refused: ${(await upstream.text()).slice(0, 300)}`,
      "Shorten the chat, or look at the server's log",
    );
  return new Response(upstream.body, { headers: { "content-type": "text/event-stream", "cache-control": "no-store" } });
}

function refuse(status: number, message: string, suggestion: string): Response {
  return Response.json({ message, suggestion }, { status });
}
