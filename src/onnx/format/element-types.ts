import type { DataType } from "../graph.ts";

/** Numbers of TensorProto.DataType. */
export const elementTypeNumber: Readonly<Record<DataType, number>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  string: 8,
  bool: 9,
  float64: 11,
};

const byNumber = new Map(Object.entries(elementTypeNumber).map(([type, number]) => [number, type]));

/** The element type behind a number of TensorProto.DataType; "type 16" for ones that Millwright does not use. */
export function elementTypeName(number: number): string {
  return byNumber.get(number) ?? `type ${number}`;
}
