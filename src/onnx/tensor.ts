import { MillwrightError } from "../errors/index.ts";
import type { DataType } from "./graph.ts";

/** Contents of a tensor, row-major. bool is a Uint8Array of 0 and 1. */
export type TensorData = Float32Array | Float64Array | Int32Array | BigInt64Array | Int8Array | Uint8Array | readonly string[];

/** What a constant can be made of. */
export type ConstantData = TensorData | readonly boolean[];

/** Typed contents with a shape: what goes into a session and comes out of it. */
export interface Tensor {
  readonly type: DataType;
  readonly shape: readonly number[];
  /** Row-major, as many elements as the product of the shape. */
  readonly data: TensorData;
}

/** Number of elements of a shape. */
export function elementsOf(shape: readonly number[]): number {
  let product = 1;
  for (const dimension of shape) product *= dimension;
  return product;
}

/** The element type that a typed array or a list stands for. */
export function typeOfData(data: ConstantData): DataType {
  if (data instanceof Float32Array) return "float32";
  if (data instanceof Float64Array) return "float64";
  if (data instanceof Int32Array) return "int32";
  if (data instanceof BigInt64Array) return "int64";
  if (data instanceof Int8Array) return "int8";
  if (data instanceof Uint8Array) return "uint8";
  return typeof data[0] === "boolean" ? "bool" : "string";
}

/** Typed contents from plain numbers or strings. */
function dataOf(type: DataType, elements: readonly (number | string | boolean)[]): TensorData {
  switch (type) {
    case "float32":
      return Float32Array.from(elements, Number);
    case "float64":
      return Float64Array.from(elements, Number);
    case "int32":
      return Int32Array.from(elements, Number);
    case "int64":
      return BigInt64Array.from(elements, (element) => BigInt(element));
    case "int8":
      return Int8Array.from(elements, Number);
    case "uint8":
    case "bool":
      return Uint8Array.from(elements, Number);
    case "string":
      return elements.map(String);
  }
}

/**
 * A tensor from plain elements.
 * @param shape - e.g. [rows, columns]; its product is the number of elements.
 * @throws ONNX_CONSTANT_INVALID
 * @example tensor("float32", [2, 1], [0.5, 1.5]);
 */
export function tensor(type: DataType, shape: readonly number[], elements: readonly (number | string | boolean)[]): Tensor {
  if (elementsOf(shape) !== elements.length) {
    throw new MillwrightError(
      "ONNX_CONSTANT_INVALID",
      `${elements.length} elements do not fill the shape [${shape.join(", ")}].`,
      `Give ${elementsOf(shape)} elements.`,
    );
  }
  return { type, shape, data: dataOf(type, elements) };
}

/** The elements of a tensor as plain numbers or strings; int64 beyond 2^53 loses digits. For tests and reports. */
export function elementsAsPlain(value: Tensor): (number | string)[] {
  return Array.from(value.data as ArrayLike<number | string | bigint>, (element) =>
    typeof element === "bigint" ? Number(element) : element,
  );
}
