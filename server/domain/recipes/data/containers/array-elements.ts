import { Assembler } from "stream-json/assembler.js";
import type { parser } from "stream-json/parser.js";
import { maxRecordBytes } from "../source";

type Token = parser.Token;

/** An element of an array; `isTooLong` where it was passed over without being held. */
export type Element = { value: unknown; isTooLong: boolean };

const opening = new Set<Token["name"]>(["startObject", "startArray"]);
const closing = new Set<Token["name"]>(["endObject", "endArray"]);
const scalars = new Set<Token["name"]>(["endString", "numberValue", "nullValue", "trueValue", "falseValue"]);

/** Puts the elements of one array together: the document itself, or the first array that its object holds. */
export class ArrayElements {
  state: "before" | "inside" | "after" = "before";
  private depth = 0;
  private arrayDepth = 0;
  private heldBytes = 0;
  private text: string[] = [];
  private assembler = new Assembler();

  /** The element that a token completes, or null. */
  take(token: Token): Element | null {
    if (this.state === "inside") return this.inside(token);
    if (this.state === "before" && token.name === "startArray" && this.depth <= 1) {
      this.state = "inside";
      this.arrayDepth = this.depth + 1;
    }
    this.follow(token);
    return null;
  }

  private inside(token: Token): Element | null {
    if (token.name === "endArray" && this.depth === this.arrayDepth) {
      this.state = "after";
      this.follow(token);
      return null;
    }
    this.follow(token);
    this.hold(token);
    const isWhole = this.depth === this.arrayDepth && (closing.has(token.name) || scalars.has(token.name));
    return isWhole ? this.finish() : null;
  }

  private follow({ name }: Token): void {
    if (opening.has(name)) this.depth += 1;
    if (closing.has(name)) this.depth -= 1;
  }

  private hold(token: Token): void {
    this.heldBytes += "value" in token && typeof token.value === "string" ? token.value.length : 1;
    if (this.heldBytes > maxRecordBytes) {
      this.text = [];
      this.assembler = new Assembler();
    } else if (token.name === "stringChunk") this.text.push(token.value);
    else if (token.name === "endString") {
      this.assembler.consume({ name: "stringValue", value: this.text.join("") });
      this.text = [];
    } else if (token.name !== "startString") this.assembler.consume(token);
  }

  private finish(): Element {
    const isTooLong = this.heldBytes > maxRecordBytes;
    const value: unknown = isTooLong ? null : this.assembler.current;
    this.heldBytes = 0;
    this.assembler = new Assembler();
    return { value, isTooLong };
  }
}
