import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import type { Services } from "../../services";
import { type LogPlace, logFileOf } from "./place";

type Query = LogPlace & { query: string; limit: number };
type Match = { offsetBytes: number; text: string };

const shownCharacters = 400;

/** Lines that contain the words, upper or lower case, with the byte offset of each line; reads the file once, in pieces. */
export async function searchLog(services: Services, search: Query): Promise<{ matches: Match[]; truncated: boolean }> {
  const file = logFileOf(services, search);
  const isThere =
    file !== null &&
    (await access(file).then(
      () => true,
      () => false,
    ));
  if (file === null || !isThere) return { matches: [], truncated: false };
  const wanted = search.query.toLowerCase();
  const matches: Match[] = [];
  for await (const { offsetBytes, text } of linesOf(file)) {
    if (!text.toLowerCase().includes(wanted)) continue;
    if (matches.length === search.limit) return { matches, truncated: true };
    matches.push({ offsetBytes, text: text.slice(0, shownCharacters) });
  }
  return { matches, truncated: false };
}

async function* linesOf(file: string): AsyncGenerator<Match> {
  let rest: Buffer = Buffer.alloc(0);
  let offsetBytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const bytes: Buffer = Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = bytes.indexOf(10, from); end !== -1; end = bytes.indexOf(10, from)) {
      yield { offsetBytes: offsetBytes + from, text: bytes.toString("utf8", from, end) };
      from = end + 1;
    }
    offsetBytes += from;
    rest = bytes.subarray(from);
  }
  if (rest.length > 0) yield { offsetBytes, text: rest.toString("utf8") };
}
