/** Steps done, as a bar of `width` characters. */
export function progressBar(step: number, steps: number, width: number): string {
  const share = steps > 0 ? Math.min(1, Math.max(0, step / steps)) : 0;
  const filled = Math.round(share * width);
  return "█".repeat(filled) + "░".repeat(width - filled);
}
