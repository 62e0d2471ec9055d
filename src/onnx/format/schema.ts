/**
 * The messages of ONNX that Millwright writes and reads, with the field numbers of onnx.proto (IR version 10).
 * Fields that are not listed are skipped when a model is read.
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */

/** How a field is stored. */
export type FieldKind = "int64" | "int32" | "float" | "string" | "bytes" | MessageName;

/** A field: its number, how it is stored, and whether it repeats. */
export interface Field {
  readonly number: number;
  readonly kind: FieldKind;
  readonly repeated: boolean;
}

/** Messages by their names in onnx.proto, without "Proto". */
export type MessageName =
  | "Model"
  | "OperatorSetId"
  | "StringStringEntry"
  | "Graph"
  | "Node"
  | "Attribute"
  | "Tensor"
  | "SparseTensor"
  | "ValueInfo"
  | "Type"
  | "TypeTensor"
  | "Shape"
  | "ShapeDimension"
  | "Function";

const one = (number: number, kind: FieldKind): Field => ({ number, kind, repeated: false });
const many = (number: number, kind: FieldKind): Field => ({ number, kind, repeated: true });

/** Fields of every message by name. */
export const onnxSchema: Readonly<Record<MessageName, Readonly<Record<string, Field>>>> = {
  Model: {
    irVersion: one(1, "int64"),
    producerName: one(2, "string"),
    producerVersion: one(3, "string"),
    graph: one(7, "Graph"),
    opsetImport: many(8, "OperatorSetId"),
    metadata: many(14, "StringStringEntry"),
    trainingInfo: many(20, "bytes"),
    functions: many(25, "Function"),
  },
  OperatorSetId: { domain: one(1, "string"), version: one(2, "int64") },
  StringStringEntry: { key: one(1, "string"), value: one(2, "string") },
  Graph: {
    node: many(1, "Node"),
    name: one(2, "string"),
    initializer: many(5, "Tensor"),
    input: many(11, "ValueInfo"),
    output: many(12, "ValueInfo"),
    sparseInitializer: many(15, "SparseTensor"),
  },
  Node: {
    input: many(1, "string"),
    output: many(2, "string"),
    name: one(3, "string"),
    opType: one(4, "string"),
    attribute: many(5, "Attribute"),
    domain: one(7, "string"),
  },
  Attribute: {
    name: one(1, "string"),
    f: one(2, "float"),
    i: one(3, "int64"),
    s: one(4, "string"),
    t: one(5, "Tensor"),
    g: one(6, "Graph"),
    floats: many(7, "float"),
    ints: many(8, "int64"),
    strings: many(9, "string"),
    tensors: many(10, "Tensor"),
    graphs: many(11, "Graph"),
    type: one(20, "int32"),
    sparseTensor: one(22, "SparseTensor"),
    sparseTensors: many(23, "SparseTensor"),
  },
  Tensor: {
    dims: many(1, "int64"),
    dataType: one(2, "int32"),
    stringData: many(6, "string"),
    name: one(8, "string"),
    rawData: one(9, "bytes"),
    externalData: many(13, "StringStringEntry"),
    dataLocation: one(14, "int32"),
  },
  SparseTensor: { values: one(1, "Tensor"), indices: one(2, "Tensor") },
  ValueInfo: { name: one(1, "string"), type: one(2, "Type") },
  Type: { tensorType: one(1, "TypeTensor") },
  TypeTensor: { elementType: one(1, "int32"), shape: one(2, "Shape") },
  Shape: { dimension: many(1, "ShapeDimension") },
  ShapeDimension: { value: one(1, "int64"), parameter: one(2, "string") },
  Function: { name: one(1, "string"), node: many(7, "Node"), domain: one(10, "string") },
};

/** A decoded or to be encoded message: plain data by field name. */
export type Message = { readonly [field: string]: unknown };
