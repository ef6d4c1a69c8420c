/** A part of a line that lies in one chunk of the file; `offsetBytes` is where its line begins. */
export type LinePiece = { offsetBytes: number; bytes: Buffer; isFirst: boolean };

const newline = 10;

/** Cuts chunks at their line ends. A line that goes over several chunks comes as several pieces, so that no line is ever held whole. */
export async function* readLinePieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<LinePiece> {
  let chunkOffset = 0;
  let lineOffset = 0;
  let isFirst = true;
  for await (const chunk of chunks) {
    let from = 0;
    while (from < chunk.length) {
      const end = chunk.indexOf(newline, from);
      yield { offsetBytes: lineOffset, bytes: chunk.subarray(from, end === -1 ? chunk.length : end), isFirst };
      isFirst = end !== -1;
      from = isFirst ? end + 1 : chunk.length;
      if (isFirst) lineOffset = chunkOffset + from;
    }
    chunkOffset += chunk.length;
  }
}
