/** Counts as a tiny histogram of bars, 4 px each; an empty text for no counts. Decorative: the numbers stand beside it. */
export function histogramSvg(counts: readonly number[]): string {
  const largest = Math.max(...counts, 0);
  if (largest <= 0) return "";
  const height = 22;
  const step = Math.max(2, Math.min(10, Math.floor(90 / counts.length)));
  const bars = counts.map((count, index) => {
    const size = count <= 0 ? 0 : Math.max(1, Math.round((count / largest) * height));
    return `M${index * step} ${height}v${-size}h${step - 1}v${size}z`;
  });
  const width = counts.length * step;
  return `<svg class="histogram" aria-hidden="true" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><path d="${bars.join("")}"/></svg>`;
}
