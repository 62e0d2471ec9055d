/** Levenshtein distance between two short names, in edits. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, substitution);
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/**
 * The end of an error message: the nearest allowed name, or the list of them.
 *
 * @example didYouMean("amout", ["day", "amount"]); // 'Did you mean "amount"?'
 */
export function didYouMean(received: string, allowed: readonly string[]): string {
  const bound = Math.max(1, Math.floor(received.length / 3));
  const nearest = allowed
    .map((name) => ({ name, distance: editDistance(received.toLowerCase().slice(0, 64), name.toLowerCase().slice(0, 64)) }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (nearest !== undefined && nearest.distance <= bound) return `Did you mean "${nearest.name}"?`;
  if (allowed.length === 0) return "None is known.";
  const shown = allowed.slice(0, 20).join(", ");
  return allowed.length > 20 ? `Known: ${shown} and ${allowed.length - 20} more.` : `Known: ${shown}.`;
}
