import type { Cells, SourceFacts } from "../source";

/** Notes whether some text holds bytes that are none, where its rows are only seen once they have been decoded. */
export class TextWatch {
  private isBroken = false;
  private readonly strict = new TextDecoder("utf-8", { fatal: true });

  constructor(private readonly facts: SourceFacts) {}

  /** Looks at the next chunk of the text as UTF-8. */
  see(chunk: Buffer): void {
    if (this.isBroken) return;
    try {
      const text = this.strict.decode(chunk, { stream: true });
      // What was decoded from another encoding is UTF-8 with signs in place of what could not be.
      this.isBroken = this.facts.encoding !== "utf-8" && text.includes("\uFFFD");
    } catch {
      this.isBroken = true;
    }
  }

  /** Whether bytes of a row could not be read. */
  isHit(cells: Cells): boolean {
    return this.isBroken && JSON.stringify(cells).includes("\uFFFD");
  }
}
