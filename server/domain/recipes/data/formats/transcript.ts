const sign = /\n\n(Human|Assistant): ?/;

/** A chat that is written as one text, each turn after `Human:` or `Assistant:` (as in hh-rlhf), as messages; other text as it is. */
export function splitTranscript(text: string): string | { role: string; content: string }[] {
  const [before, ...parts] = text.split(sign);
  if (before?.trim() !== "" || parts[0] !== "Human") return text;
  return parts.flatMap((part, place) =>
    place % 2 === 0
      ? [{ role: part === "Human" ? "user" : "assistant", content: (parts[place + 1] ?? "").trim() }]
      : [],
  );
}
