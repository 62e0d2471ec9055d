import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markOf, perfectHash, slotOf } from "./perfect-hash.ts";

describe("perfectHash", () => {
  it("gives different keys different slots, whatever the keys", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { maxLength: 300 }), (keys) => {
        const hash = perfectHash(Int32Array.from(keys));
        const slots = keys.map((key) => slotOf(hash, key));
        expect(new Set(slots).size).toBe(keys.length);
        expect(slots.every((slot) => slot >= 0 && slot < hash.slots)).toBe(true);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it("leaves few slots free, and gives any other key a slot too", () => {
    const keys = Int32Array.from({ length: 20_000 }, (_, i) => (i * 104_729) % 2_147_483_647);
    const hash = perfectHash(keys);
    expect(hash.slots).toBeLessThan(keys.length / 0.92);
    for (let key = 0; key < 1000; key++) expect(slotOf(hash, key)).toBeLessThan(hash.slots);
  });

  it("marks spread over 8 bits", () => {
    const marks = new Set(Array.from({ length: 5000 }, (_, key) => markOf(key)));
    expect(marks.size).toBeGreaterThan(240);
  });
});
