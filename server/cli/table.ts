/** Columns of text, padded to their widest cell, the header first. */
export function formatTable(header: string[], rows: string[][]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** A fraction as a percentage with one decimal, or `n/a`. */
export function percent(value: number | null | undefined): string {
  return value === null || value === undefined ? "n/a" : `${(value * 100).toFixed(1)} %`;
}

/** A number with `digits` decimals and its unit, or `n/a`. */
export function quantity(value: number | null | undefined, unit: string, digits = 0): string {
  return value === null || value === undefined ? "n/a" : `${value.toFixed(digits)} ${unit}`;
}

/** Bytes in MiB, or `n/a`. */
export function mebibytes(value: number | null | undefined): string {
  return quantity(value === null || value === undefined ? null : value / 2 ** 20, "MiB");
}
