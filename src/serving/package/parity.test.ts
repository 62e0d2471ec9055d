import { expect, test } from "vitest";
import { parityCheck } from "./parity.ts";

const prediction = (values: readonly number[], width = 1) => ({ rows: values.length / width, width, values: Float64Array.from(values) });

test("the largest difference is relative for large values and absolute for small ones", () => {
  expect(parityCheck(prediction([0.5, 200_001]), prediction([0.5002, 200_000]))).toEqual({
    rows: 2,
    largestDifference: expect.closeTo(0.0002, 9),
  });
});

test("a difference above the tolerance is an error that names row and values", () => {
  expect(() => parityCheck(prediction([0.1, 0.2, 0.3, 0.4], 2), prediction([0.1, 0.2, 0.3, 0.5], 2))).toThrow(
    /PACKAGE_PARITY: row 1: the graph says 0.4, the trainer 0.5/,
  );
});

test("a NaN on one side only is a difference; on both it is none", () => {
  expect(() => parityCheck(prediction([Number.NaN]), prediction([1]))).toThrow(/PACKAGE_PARITY/);
  expect(() => parityCheck(prediction([1]), prediction([Number.NaN]))).toThrow(/PACKAGE_PARITY/);
  expect(parityCheck(prediction([Number.NaN]), prediction([Number.NaN])).largestDifference).toBe(0);
});

test("predictions about other rows are refused", () => {
  expect(() => parityCheck(prediction([1]), prediction([1, 2]))).toThrow(/\[1, 1\] predictions, the trainer \[2, 1\]/);
});
