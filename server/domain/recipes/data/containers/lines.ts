import { maxRecordBytes, type SourceFacts } from "../source";

/** A line by its number, 1-based; null where it is longer than a record may be. */
export type Line = { line: number; bytes: Buffer | null };

const lineFeed = 10;
const carriageReturn = 13;

/** The lines of some text, which end at LF, CR LF or CR, a chunk's at a time; of a line that is too long nothing is held. */
export async function* linesOf(chunks: AsyncIterable<Buffer>, facts: SourceFacts): AsyncGenerator<Line[]> {
  const splitter = new Splitter();
  for await (const chunk of chunks) {
    const lines = splitter.split(chunk);
    if (splitter.sawReturn) facts.isPlain = false;
    if (lines.length > 0) yield lines;
  }
  const last = splitter.rest();
  if (last !== null) yield [last];
}

class Splitter {
  sawReturn = false;
  private line = 1;
  private parts: Buffer[] = [];
  private heldBytes = 0;
  private isTooLong = false;
  /** A CR ended the chunk before; an LF that follows belongs to it. */
  private isAfterReturn = false;

  split(chunk: Buffer): Line[] {
    const lines: Line[] = [];
    let start = this.isAfterReturn && chunk[0] === lineFeed ? 1 : 0;
    if (chunk.length > 0) this.isAfterReturn = false;
    let nextReturn = chunk.indexOf(carriageReturn, start);
    for (;;) {
      const feed = chunk.indexOf(lineFeed, start);
      const isReturn = nextReturn !== -1 && (feed === -1 || nextReturn < feed);
      const end = isReturn ? nextReturn : feed;
      if (end === -1) break;
      this.hold(chunk.subarray(start, end));
      lines.push(this.take());
      start = end + 1;
      if (!isReturn) continue;
      this.sawReturn = true;
      if (chunk[start] === lineFeed) start += 1;
      else this.isAfterReturn = start === chunk.length;
      nextReturn = chunk.indexOf(carriageReturn, start);
    }
    this.hold(chunk.subarray(start));
    return lines;
  }

  rest(): Line | null {
    return this.heldBytes > 0 || this.isTooLong ? this.take() : null;
  }

  private hold(part: Buffer): void {
    if (part.length === 0 || this.isTooLong) return;
    this.heldBytes += part.length;
    this.parts.push(part);
    if (this.heldBytes <= maxRecordBytes) return;
    this.isTooLong = true;
    this.parts = [];
  }

  private take(): Line {
    const [first = Buffer.alloc(0)] = this.parts;
    const bytes = this.parts.length <= 1 ? first : Buffer.concat(this.parts);
    const taken = { line: this.line, bytes: this.isTooLong ? null : bytes };
    this.line += 1;
    this.parts = [];
    this.heldBytes = 0;
    this.isTooLong = false;
    return taken;
  }
}
