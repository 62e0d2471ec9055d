/** Shades of the accent from faint to full, as colours that follow the page's theme. @example shades(3)[0] // 12 % of the accent */
export function shades(count: number): string[] {
  return Array.from({ length: count }, (_, shade) => {
    const share = count === 1 ? 100 : 6 + (78 * shade) / (count - 1);
    return `color-mix(in srgb, var(--accent) ${Math.round(share)}%, var(--paper))`;
  });
}
