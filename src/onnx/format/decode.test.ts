import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeMessage } from "./decode.ts";
import { encodeMessage } from "./encode.ts";

const limits = { bytes: 1e6, depth: 4, values: 1e5 };
const edges = [0, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 2 ** 31, 2 ** 53 - 1, -1, -128, -(2 ** 31)];

function roundTrip(ints: readonly number[]): unknown {
  return decodeMessage("Attribute", encodeMessage("Attribute", { name: "list", ints }), limits, [])["ints"];
}

test("whole numbers of every length come back as they were", () => {
  expect(roundTrip(edges)).toEqual(edges);
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -300, max: 70_000 })), { minLength: 1 }), (ints) => {
      expect(roundTrip(ints)).toEqual(ints.map((value) => value + 0));
    }),
  );
});

test("a whole number that is cut short is refused", () => {
  const bytes = encodeMessage("Attribute", { name: "list", ints: [300] });
  expect(() => decodeMessage("Attribute", bytes.slice(0, -1), limits, [])).toThrow(/ONNX_MODEL_INVALID/);
});
