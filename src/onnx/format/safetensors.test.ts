import fc from "fast-check";
import { expect, test } from "vitest";
import { readSafetensors, type StoredTensor, writeSafetensors } from "./safetensors.ts";

/** A file with this header and this many bytes of data. */
function fileOf(header: unknown, dataBytes: number, headerText = JSON.stringify(header)): Uint8Array {
  const json = new TextEncoder().encode(headerText);
  const file = new Uint8Array(8 + json.length + dataBytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  return file;
}

const arrays: fc.Arbitrary<StoredTensor> = fc
  .oneof(
    fc.float32Array({ maxLength: 6 }),
    fc.float64Array({ maxLength: 6 }),
    fc.int32Array({ maxLength: 6 }),
    fc.bigInt64Array({ maxLength: 6 }),
    fc.uint8Array({ maxLength: 6 }),
    fc.int8Array({ maxLength: 6 }),
  )
  .map((data) => ({ shape: [data.length, 1], data }) as StoredTensor);

test("what is written is read back, bit for bit", () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((name) => name !== "__metadata__"),
        arrays,
      ),
      fc.dictionary(fc.string(), fc.string()),
      (named, metadata) => {
        const tensors = new Map(Object.entries(named));
        const read = readSafetensors(writeSafetensors(tensors, metadata));
        expect(new Map([...read.tensors].sort())).toEqual(new Map([...tensors].sort()));
        expect({ ...read.metadata }).toEqual({ ...metadata });
      },
    ),
  );
});

test("a two-element float32 tensor has the layout that the format prescribes", () => {
  const file = writeSafetensors(new Map([["x", { shape: [2], data: Float32Array.of(1, 2) }]]));
  const headerLength = Number(new DataView(file.buffer).getBigUint64(0, true));
  expect(headerLength % 8).toBe(0);
  expect(JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + headerLength)))).toEqual({
    x: { dtype: "F32", shape: [2], data_offsets: [0, 8] },
  });
  expect([...file.subarray(8 + headerLength)]).toEqual([0, 0, 128, 63, 0, 0, 0, 64]);
});

const x = { dtype: "F32", shape: [2], data_offsets: [0, 8] };
test.each([
  ["seven bytes", new Uint8Array(7), /has 7 bytes/],
  ["a header longer than the file", Uint8Array.of(255, 0, 0, 0, 0, 0, 0, 0), /header would have 255 bytes/],
  ["a header of 2^60 bytes", Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 16, 0), /header would have/],
  ["a header that is no JSON", fileOf({}, 0, "{x}"), /not JSON/],
  ["a header that is a list", fileOf([], 0), /not a JSON object/],
  ["an unknown dtype", fileOf({ x: { ...x, dtype: "BF16" } }, 8), /dtype "BF16"/],
  ["a negative size", fileOf({ x: { ...x, shape: [-2] } }, 8), /shape \[-2\]/],
  ["a size whose product overflows", fileOf({ x: { ...x, shape: [2 ** 52, 2 ** 52] } }, 8), /shape/],
  ["offsets that do not fit the shape", fileOf({ x: { ...x, data_offsets: [0, 4] } }, 8), /do not fit/],
  ["overlapping tensors", fileOf({ x, y: { ...x, data_offsets: [4, 12] } }, 12), /starts at 4, the one before ends at 8/],
  ["a gap", fileOf({ x, y: { ...x, data_offsets: [12, 20] } }, 20), /starts at 12, the one before ends at 8/],
  ["data behind the last tensor", fileOf({ x }, 9), /tensors end at byte/],
  ["data that is cut off", fileOf({ x }, 7), /tensors end at byte/],
  ["metadata that is not text", fileOf({ __metadata__: { a: 1 } }, 0), /metadata "a" is not text/],
])("%s is refused", (_what, file, message) => {
  expect(() => readSafetensors(file)).toThrow(message);
  expect(() => readSafetensors(file)).toThrow(/ONNX_TENSORS_INVALID/);
});

test("a shape that does not fit its array is refused when writing", () => {
  expect(() => writeSafetensors(new Map([["x", { shape: [3], data: Float32Array.of(1) }]]))).toThrow(
    /ONNX_TENSORS_INVALID.*"x" has 1 elements/,
  );
});

test("a Buffer in the middle of a larger one is read as well", () => {
  const file = writeSafetensors(new Map([["x", { shape: [2], data: Float64Array.of(1, 2) }]]));
  const inside = Buffer.concat([Buffer.alloc(3), file, Buffer.alloc(5)]).subarray(3, 3 + file.length);
  expect(readSafetensors(inside).tensors.get("x")?.data).toEqual(Float64Array.of(1, 2));
});
