/** The SVG path of values spread over `width` and scaled to `height` with a margin of 2; empty for fewer than two values. */
export function sparklinePath(values: readonly number[], width: number, height: number): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length < 2) return "";
  const min = Math.min(...finite);
  const span = Math.max(...finite) - min || 1;
  const margin = 2;
  return finite
    .map((value, index) => {
      const x = margin + (index / (finite.length - 1)) * (width - 2 * margin);
      const y = height - margin - ((value - min) / span) * (height - 2 * margin);
      return `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
}
