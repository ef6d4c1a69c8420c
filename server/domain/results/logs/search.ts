import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import type { Services } from "../../services";
import { type LinePiece, readLinePieces } from "./line-pieces";
import { type LogPlace, logFileOf } from "./place";

type Query = LogPlace & { query: string; limit: number };
type Match = { offsetBytes: number; text: string };

const shownCharacters = 400;
const pieceBytes = 1 << 20;
/** Of one character, and of the letter that it becomes in lower case. */
const characterBytes = 4;

/** Lines that contain the words, upper or lower case, with the byte offset of each line; reads the file once, in pieces, however long its lines are. */
export async function searchLog(services: Services, search: Query): Promise<{ matches: Match[]; truncated: boolean }> {
  const file = logFileOf(services, search);
  const isThere =
    file !== null &&
    (await access(file).then(
      () => true,
      () => false,
    ));
  if (file === null || !isThere) return { matches: [], truncated: false };
  const chunks = createReadStream(file, { highWaterMark: pieceBytes });
  const matches: Match[] = [];
  for await (const match of matchesIn(readLinePieces(chunks), search.query.toLowerCase())) {
    if (matches.length === search.limit) return { matches, truncated: true };
    matches.push(match);
  }
  return { matches, truncated: false };
}

type Line = { offsetBytes: number; head: Buffer; end: Buffer; isFound: boolean };

/** The lines that contain `wanted`, which is in lower case. What may stand across the border of two pieces is looked at with both. */
async function* matchesIn(pieces: AsyncIterable<LinePiece>, wanted: string): AsyncGenerator<Match> {
  const headBytes = characterBytes * shownCharacters;
  const overlapBytes = characterBytes * (wanted.length + 1);
  let line: Line = { offsetBytes: 0, head: nothing, end: nothing, isFound: false };
  for await (const { offsetBytes, bytes, isFirst } of pieces) {
    if (isFirst) {
      if (line.isFound) yield matchOf(line);
      line = { offsetBytes, head: nothing, end: nothing, isFound: false };
    }
    if (line.head.length < headBytes) line.head = joined(line.head, bytes.subarray(0, headBytes));
    if (line.isFound) continue;
    const looked = joined(line.end, bytes);
    line.isFound = looked.toString("utf8").toLowerCase().includes(wanted);
    line.end = looked.subarray(Math.max(0, looked.length - overlapBytes));
  }
  if (line.isFound) yield matchOf(line);
}

const nothing = Buffer.alloc(0);

function joined(first: Buffer, second: Buffer): Buffer {
  return first.length === 0 ? second : Buffer.concat([first, second]);
}

function matchOf({ offsetBytes, head }: Line): Match {
  return { offsetBytes, text: head.toString("utf8").slice(0, shownCharacters) };
}
