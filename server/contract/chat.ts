import { z } from "zod";

/** A chat with a served model; the reply is the server's own SSE stream (OpenAI chat completions). */
export const chatRequestSchema = z.strictObject({
  messages: z
    .array(z.strictObject({ role: z.enum(["system", "user", "assistant"]), content: z.string().max(200_000) }))
    .min(1)
    .max(200),
  maxTokens: z.int().min(1).max(32_768).default(256),
  temperature: z.number().min(0).max(5).default(0),
});
export type ChatRequest = z.input<typeof chatRequestSchema>;
export type ChatMessage = ChatRequest["messages"][number];
