/** The middle of some numbers; NaN of none. */
function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * The median value of each group.
 * @returns a function from group to median; of all values where the group is not known.
 */
export function medianBy(groups: readonly string[], values: readonly number[]): (group: string) => number {
  const byGroup = new Map<string, number[]>();
  for (const [index, group] of groups.entries()) {
    const list = byGroup.get(group) ?? [];
    byGroup.set(group, list);
    list.push(values[index] ?? Number.NaN);
  }
  const medians = new Map([...byGroup].map(([group, list]) => [group, middle(list)]));
  const overall = middle(values);
  return (group) => medians.get(group) ?? overall;
}
