import { isAscii, isUtf8 } from "node:buffer";
import type { DataEncoding } from "../../../../contract/data-look";
import { message } from "../../../../contract/message";
import { FileFault } from "../faults";
import type { SourceFacts } from "../source";

const marks: { encoding: DataEncoding; bytes: number[] }[] = [
  { encoding: "utf-8-bom", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
];

const isWide = (encoding: DataEncoding | null) => encoding === "utf-16le" || encoding === "utf-16be";

/**
 * A file's text as UTF-8 without its byte order mark. Without a mark the encoding is told by the first chunk that is not
 * ASCII, up to which all encodings but UTF-16 are the same. Bytes that fit none stay as they are, for `isBroken` to find.
 */
export async function* asUtf8(chunks: AsyncIterable<Buffer>, facts: SourceFacts): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | null = null;
  let isFirst = true;
  for await (const given of chunks) {
    let chunk = given;
    if (isFirst) {
      isFirst = false;
      const mark = marks.find(({ bytes }) => bytes.every((byte, place) => chunk[place] === byte));
      facts.encoding = mark?.encoding ?? wideEncodingOf(chunk);
      if (mark !== undefined) chunk = chunk.subarray(mark.bytes.length);
      if (!isWide(facts.encoding) && chunk.includes(0)) throw new FileFault(message("data.binary"));
    }
    if (facts.encoding === null && !isAscii(chunk)) facts.encoding = encodingOf(chunk);
    if (decoder === null && (isWide(facts.encoding) || facts.encoding === "gb18030"))
      decoder = new TextDecoder(facts.encoding ?? undefined);
    yield decoder === null ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }));
  }
  if (decoder !== null) yield Buffer.from(decoder.decode());
  facts.encoding ??= "utf-8";
  if (facts.encoding !== "utf-8") facts.isPlain = false;
}

const replacement = Buffer.from("\uFFFD");

/** Whether bytes are no text of the file's encoding: no UTF-8, or decoded with signs for what could not be. */
export function isBroken(bytes: Buffer, { encoding }: SourceFacts): boolean {
  return isWide(encoding) || encoding === "gb18030" ? bytes.includes(replacement) : !isUtf8(bytes);
}

/** UTF-16 without a mark: among mostly Latin signs every other byte is 0. */
function wideEncodingOf(chunk: Buffer): DataEncoding | null {
  const head = chunk.subarray(0, 4096);
  const zeros = [0, 0];
  for (const [place, byte] of head.entries()) if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const least = Math.max(3, head.length / 20);
  if (odd > least && even === 0) return "utf-16le";
  return even > least && odd === 0 ? "utf-16be" : null;
}

/** UTF-8 unless most of what is not ASCII is none; then GB18030 where it reads as that throughout. Latin-1 is what remains. */
function encodingOf(chunk: Buffer): DataEncoding {
  const text = new TextDecoder("utf-8").decode(chunk, { stream: true });
  const broken = text.split("\uFFFD").length - 1;
  const others = text.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0;
  if (broken === 0 || others > broken) return "utf-8";
  return isChinese(chunk) ? "gb18030" : "latin1";
}

function isChinese(chunk: Buffer): boolean {
  try {
    new TextDecoder("gb18030", { fatal: true }).decode(chunk, { stream: true });
  } catch {
    return false;
  }
  // Of common signs both bytes are above 0xA0; in texts of Western Europe such bytes rarely stand beside each other.
  let [common, all] = [0, 0];
  for (let place = 0; place < chunk.length - 1; place += 1) {
    if ((chunk[place] ?? 0) < 0x80) continue;
    all += 1;
    if ((chunk[place] ?? 0) > 0xa0 && (chunk[place + 1] ?? 0) > 0xa0) common += 1;
    place += 1;
  }
  return all > 0 && common / all >= 0.8;
}
