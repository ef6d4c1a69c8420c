import { AppError } from "../../contract/error";
import { message } from "../../contract/message";
import type { RayAnswer } from "./ray-client";

/** The answer's text when Ray agreed; else throws what its refusal means: `forbidden`, `unavailable` (its own trouble) or `invalid-input`. */
export function expectSuccess({ status, text }: RayAnswer): string {
  if (status >= 200 && status < 300) return text;
  if (status === 401)
    throw new AppError("forbidden", message("clusters.ray-asks-token"), {
      suggestion: message("clusters.ray-asks-token-next"),
    });
  if (status === 403)
    throw new AppError("forbidden", message("clusters.ray-refuses-token"), {
      suggestion: message("clusters.ray-refuses-token-next"),
    });
  const words = lastWordsOf(text);
  if (status >= 500)
    throw new AppError("unavailable", message("clusters.ray-could-not", { status: String(status), words }), {
      suggestion: message("clusters.ray-could-not-next"),
    });
  throw new AppError("invalid-input", message("clusters.ray-refuses", { status: String(status), words }), {
    suggestion: message("clusters.ray-refuses-next"),
  });
}

/** What Ray has to say, without the stack of Python calls above it and the echo of `entrypoint`, which Ray may write after what the command wrote. */
export function lastWordsOf(text: string, entrypoint = ""): string {
  const echo = new Set(entrypoint.split("\n"));
  const lines = text
    .split("\n")
    .filter((line) => /[A-Za-z]/.test(line) && !echo.has(line) && !line.startsWith("Running entrypoint for job "))
    .map((line) => line.trim());
  return (lines.at(-1) ?? "no reason given").slice(0, 500);
}
