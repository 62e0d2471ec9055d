import type { ModelNode } from "../../../../onnx/index.ts";
import type { FileFaults } from "../file-faults.ts";

/** Element types of tensors within attributes, by their numbers in ONNX. */
const tensorReaders: Readonly<Record<number, readonly [width: number, read: (view: DataView, at: number) => number]>> = {
  1: [4, (view, at) => view.getFloat32(at, true)],
  2: [1, (view, at) => view.getUint8(at)],
  11: [8, (view, at) => view.getFloat64(at, true)],
};

/** Attributes of a node that nobody vouches for, by name and expected kind. */
export class NodeAttributes {
  readonly #attributes: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly #faults: FileFaults;

  constructor(node: ModelNode, faults: FileFaults) {
    this.#attributes = new Map(node.attributes.map((attribute) => [String(attribute["name"]), attribute]));
    this.#faults = faults;
  }

  has(name: string): boolean {
    return this.#attributes.has(name);
  }

  integer(name: string, otherwise: number): number {
    const value = this.#attributes.get(name)?.["i"];
    return typeof value === "number" ? value : otherwise;
  }

  text(name: string, otherwise: string): string {
    const value = this.#attributes.get(name)?.["s"];
    if (value === undefined) return otherwise;
    return typeof value === "string" ? value : Buffer.from(value as Uint8Array).toString("utf8");
  }

  integers(name: string): readonly number[] {
    return (this.#attributes.get(name)?.["ints"] as readonly number[] | undefined) ?? [];
  }

  texts(name: string): readonly string[] {
    return (this.#attributes.get(name)?.["strings"] as readonly string[] | undefined) ?? [];
  }

  /** Numbers of the attribute, or of its double: `<name>_as_tensor`. Empty where it has neither. */
  numbers(name: string): readonly number[] {
    const floats = this.#attributes.get(name)?.["floats"] as readonly number[] | undefined;
    if (floats !== undefined) return floats;
    const tensor = (this.#attributes.get(name) ?? this.#attributes.get(`${name}_as_tensor`))?.["t"];
    return tensor === undefined ? [] : this.#tensorNumbers(name, tensor as Readonly<Record<string, unknown>>);
  }

  #tensorNumbers(name: string, tensor: Readonly<Record<string, unknown>>): number[] {
    const reader = tensorReaders[Number(tensor["dataType"])];
    const raw = tensor["rawData"] as Uint8Array | undefined;
    if (reader === undefined || raw === undefined || raw.byteLength % reader[0] !== 0) {
      return this.#faults.invalid(`attribute "${name}" of the trees holds no numbers that can be read.`);
    }
    const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
    return Array.from({ length: raw.byteLength / reader[0] }, (_, at) => reader[1](view, at * reader[0]));
  }
}
