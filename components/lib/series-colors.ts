const seriesCount = 8;

const subjectSlots: Record<string, number> = { teacher: 1, "student-base": 8, student: 3 };

/** The CSS colour of a slot; slots wrap after eight. */
export function seriesColor(slot: number): string {
  return `var(--series-${((((slot - 1) % seriesCount) + seriesCount) % seriesCount) + 1})`;
}

/** The colour of a run, the same on every page: runs made one after the other never share one. `number` is `RunSummary.number`. */
export function runColor(number: number): string {
  return seriesColor(number);
}

/** The stroke pattern that tells runs of the same colour apart: solid for the first eight, then dashed, then dotted. */
export function runDash(number: number): string | undefined {
  return [undefined, "6 3", "2 3"][Math.floor(Math.max(0, number - 1) / seriesCount) % 3];
}

/** The colour of an evaluated subject, the same on every page. */
export function subjectColor(subject: string): string {
  const known = subjectSlots[subject];
  return known === undefined ? seriesColor([2, 5, 7, 4, 6][hash(subject) % 5] ?? 2) : seriesColor(known);
}

/** A colour that stays with any other name, such as a metric key. */
export function namedColor(name: string): string {
  return seriesColor((hash(name) % seriesCount) + 1);
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return value >>> 0;
}
