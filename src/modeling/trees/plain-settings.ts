/** Settings as plain data for the ledger: objects that compute are named, ensembles counted, absent ones left out. */
export function plainSettings(settings: object): Readonly<Record<string, unknown>> {
  const plain = Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, plainValue(name, value)]);
  return Object.fromEntries(plain);
}

function plainValue(name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if (name === "startFrom") return { trees: (value as { trees: readonly unknown[] }).trees.length };
  if (name === "metric") return (value as { name: string }).name;
  if (name === "objective") {
    const { name: loss, settings } = value as { name: string; settings: object };
    return { name: loss, ...settings };
  }
  return plainSettings(value);
}
