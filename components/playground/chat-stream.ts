import type { ChatRequest } from "../../server/contract/chat";

export type ChatFigures = { ttftMs: number | null; tokensPerSecond: number | null; tokens: number | null };

/** Carries what the server says of a chat that was refused; `requestId` names an error that nobody foresaw. */
export class ChatError extends Error {
  constructor(
    message: string,
    readonly said: unknown,
    readonly requestId: string | null,
  ) {
    super(message);
    this.name = "ChatError";
  }
}

/** Streams one answer, calling `onText` with all of it so far; returns TTFT in ms and tokens a second after the first, as seen by the browser. */
export async function streamChat(
  deploymentId: string,
  request: ChatRequest,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<ChatFigures> {
  const startedAt = performance.now();
  const response = await fetch(`/api/chat/${encodeURIComponent(deploymentId)}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
    signal,
  });
  if (!response.ok || response.body === null) throw await errorOf(response);
  let text = "";
  let firstAt: number | null = null;
  let lastAt = startedAt;
  let tokens: number | null = null;
  for await (const data of eventsOf(response.body)) {
    const chunk = parseChunk(data);
    if (chunk.tokens !== null) tokens = chunk.tokens;
    if (chunk.text === "") continue;
    lastAt = performance.now();
    firstAt ??= lastAt;
    text += chunk.text;
    onText(text);
  }
  const seconds = firstAt === null ? 0 : (lastAt - firstAt) / 1_000;
  return {
    ttftMs: firstAt === null ? null : firstAt - startedAt,
    tokensPerSecond: tokens !== null && tokens > 1 && seconds > 0 ? (tokens - 1) / seconds : null,
    tokens,
  };
}

/** The `data:` payloads of an SSE body, in order, without the closing `[DONE]`. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const data = /^data:\s*(.*?)\s*$/.exec(line)?.[1];
      if (data !== undefined && data !== "" && data !== "[DONE]") yield data;
    }
  }
}

type Chunk = { text: string; tokens: number | null };
type RawChunk = { choices?: { delta?: { content?: string | null } }[]; usage?: { completion_tokens?: number } | null };

/** Text and token count of one chunk of an OpenAI stream. */
export function parseChunk(data: string): Chunk {
  const raw: RawChunk = JSON.parse(data);
  return { text: raw.choices?.[0]?.delta?.content ?? "", tokens: raw.usage?.completion_tokens ?? null };
}

async function errorOf(response: Response): Promise<ChatError> {
  const body: { message?: string; said?: unknown; requestId?: string } = await response.json().catch(() => ({}));
  return new ChatError(body.message ?? `HTTP ${response.status}`, body.said ?? null, body.requestId ?? null);
}
