import { AppError } from "../../contract/error";
import type { RayAnswer } from "./ray-client";

/** The answer's text when Ray agreed; else throws what its refusal means: `forbidden`, `unavailable` (its own trouble) or `invalid-input`. */
export function expectSuccess({ status, text }: RayAnswer): string {
  if (status >= 200 && status < 300) return text;
  if (status === 401)
    throw new AppError("forbidden", "Ray asks for a token", {
      suggestion: "Enter the cluster's token in Settings; `ray get-auth-token` prints it on the head",
    });
  if (status === 403)
    throw new AppError("forbidden", "Ray refuses the token", {
      suggestion: "Enter the cluster's current token in Settings; `ray get-auth-token` prints it on the head",
    });
  const words = lastWordsOf(text);
  if (status >= 500)
    throw new AppError("unavailable", `Ray could not do it (${status}): ${words}`, {
      suggestion: "Look at the log of the dashboard on the head; it is tried again",
    });
  throw new AppError("invalid-input", `Ray refuses it (${status}): ${words}`, {
    suggestion: "Check the resources that the recipe asks for, and the address in Settings",
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
