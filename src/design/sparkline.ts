const blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** Counts as a row of block characters, at most `most` of them; an empty bin is a space. @example sparkline([1, 8, 4]); // "▁█▄" */
export function sparkline(counts: readonly number[], most: number = 16): string {
  const bins = merged(counts, most);
  const largest = Math.max(...bins, 0);
  if (largest <= 0) return "";
  return bins.map((count) => (count <= 0 ? " " : (blocks[Math.min(7, Math.max(0, Math.ceil((count / largest) * 8) - 1))] ?? ""))).join("");
}

/** Neighbouring bins added up until there are at most `most`. */
function merged(counts: readonly number[], most: number): number[] {
  const step = Math.ceil(counts.length / most);
  if (step <= 1) return [...counts];
  return Array.from({ length: Math.ceil(counts.length / step) }, (_, bin) =>
    counts.slice(bin * step, (bin + 1) * step).reduce((sum, count) => sum + count, 0),
  );
}
