import { expect, test } from "vitest";
import { constantRate, cosine, oneCycle, onPlateau, rateAt, type Schedule } from "./schedule.ts";

const ratesOf = (plan: Schedule, steps: number): number[] => Array.from({ length: steps }, (_, step) => rateAt(plan, step, steps));

test("a constant rate rises first where it is told to", () => {
  expect(ratesOf(constantRate(4, { warmUp: 0.5 }), 8)).toEqual([1, 2, 3, 4, 4, 4, 4, 4]);
});

test("a cosine starts at the rate, is at half of it midway and ends where it is told", () => {
  const rates = ratesOf(cosine(1, { end: 0.1 }), 11);
  expect(rates[0]).toBe(1);
  expect(rates[5]).toBeCloseTo(0.55, 12);
  expect(rates[10]).toBeCloseTo(0.1, 12);
});

test("one cycle rises to the rate and ends at almost nothing", () => {
  const rates = ratesOf(oneCycle(2, { warmUp: 0.25 }), 40);
  expect(rates[0]).toBeLessThan(0.2);
  expect(Math.max(...rates)).toBeCloseTo(2, 12);
  expect(rates.indexOf(Math.max(...rates))).toBe(9);
  expect(rates[39]).toBeCloseTo(2e-4, 12);
});

test("each cut of a plateau leaves a share, down to the least one", () => {
  const plan = onPlateau(1, { factor: 0.5, end: 0.2 });
  expect([0, 1, 2, 3].map((cuts) => rateAt(plan, 5, 10, cuts))).toEqual([1, 0.5, 0.25, 0.2]);
});

test("settings outside their range are refused", () => {
  expect(() => cosine(0)).toThrow("MODELING_SETTING_INVALID");
  expect(() => oneCycle(1, { warmUp: 1 })).toThrow("MODELING_SETTING_INVALID");
  expect(() => onPlateau(1, { factor: 1 })).toThrow("MODELING_SETTING_INVALID");
});
