/**
 * JSON with sorted keys and no spaces: equal values give equal text, whatever the order they were built in.
 * Numbers that JSON cannot hold (NaN, ±Infinity) become null; absent and undefined keys are the same.
 *
 * @example canonicalJson({ b: 1, a: [2] }); // '{"a":[2],"b":1}'
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // A null prototype, so that a key "__proto__" stays a key.
  const result: Record<string, unknown> = Object.create(null);
  for (const [key, inner] of entries) result[key] = sorted(inner);
  return result;
}
