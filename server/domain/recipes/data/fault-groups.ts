import type { DataProblem } from "../../../contract/data-look";
import { message } from "../../../contract/message";
import { type FileFault, faultMessage, type RowFault } from "./faults";
import { isLack, lackMessage, type RowNeed } from "./needs";
import type { SourceFacts } from "./source";

const firstPlaces = 3;

type Fault = RowFault | RowNeed | "tag";
type Group = { count: number; firstLines: number[] };

/** Rows by what is wrong with them. */
export class FaultGroups {
  private readonly groups = new Map<Fault, Group>();
  /** How many there are. */
  rows = 0;

  /** Notes a row. */
  add(fault: Fault, line: number): void {
    this.rows += 1;
    const group = this.groups.get(fault) ?? { count: 0, firstLines: [] };
    group.count += 1;
    if (group.firstLines.length < firstPlaces) group.firstLines.push(line);
    this.groups.set(fault, group);
  }

  /** One problem for each kind, the most frequent first. */
  problems(facts: SourceFacts): DataProblem[] {
    return [...this.groups]
      .map(([fault, { count, firstLines }]) => {
        const places = placesOf(facts, count, firstLines);
        const said = isLack(fault)
          ? lackMessage(fault, count, places)
          : faultMessage(fault, count, places, facts.encoding);
        return { message: said, count, firstLines, isFatal: false };
      })
      .sort((a, b) => b.count - a.count);
  }
}

/** Where rows stand: by line, or by number in a file that has no lines. */
export function placesOf({ container }: Pick<SourceFacts, "container">, count: number, firstLines: readonly number[]) {
  const hasLines = container !== "json" && container !== "parquet";
  return message(hasLines ? "data.lines" : "data.rows", { count, list: firstLines.join(", ") });
}

/** A file of which nothing more can be read, as a problem. */
export function fatalProblem({ said, line }: FileFault): DataProblem {
  return { message: said, count: 1, firstLines: line === null ? [] : [line], isFatal: true };
}
