import type { Message } from "../format/schema.ts";
import type { ModelGraph } from "./model-graph.ts";

/** A part of a graph between edges. */
export interface GraphPart {
  readonly graph: ModelGraph;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** Equality of decoded messages; names of constants within attributes count. */
function sameContents(a: unknown, b: unknown): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return a.length === b.length && Buffer.compare(a, b) === 0;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, at) => sameContents(value, b[at]));
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => sameContents((a as Message)[key], (b as Record<string, unknown>)[key]))
  );
}

function sameConstants(a: Message, b: Message): boolean {
  return sameContents({ ...a, name: "" }, { ...b, name: "" });
}

/** Walks both parts from their outputs to their inputs at the same pace. */
class Comparison {
  readonly #found: GraphPart;
  readonly #expected: GraphPart;
  /** Edges that were compared, by their names in what is expected. */
  readonly #partner = new Map<string, string>();

  constructor(found: GraphPart, expected: GraphPart) {
    this.#found = found;
    this.#expected = expected;
  }

  /** What differs, or undefined. */
  compare(found: string, expected: string): string | undefined {
    const known = this.#partner.get(expected);
    if (known !== undefined) return known === found ? undefined : `uses "${found}" where it should use "${known}" again.`;
    this.#partner.set(expected, found);
    const input = this.#expected.inputs.indexOf(expected);
    if (input >= 0) return this.#found.inputs[input] === found ? undefined : `reads "${found}" in place of its input ${input}.`;
    const constants = [this.#found.graph.storedConstant(found), this.#expected.graph.storedConstant(expected)] as const;
    if (constants[0] !== undefined && constants[1] !== undefined) {
      return sameConstants(constants[0], constants[1]) ? undefined : `has another constant "${found}" than it should.`;
    }
    return this.#compareMakers(found, expected);
  }

  #compareMakers(found: string, expected: string): string | undefined {
    const a = this.#found.graph.makerOf(found);
    const b = this.#expected.graph.makerOf(expected);
    if (b === undefined || a === undefined || this.#found.inputs.includes(found)) return `gets "${found}" from elsewhere than it should.`;
    const isSame =
      a.type === b.type &&
      a.domain === b.domain &&
      a.outputs.indexOf(found) === b.outputs.indexOf(expected) &&
      a.inputs.length === b.inputs.length &&
      sameContents(a.attributes, b.attributes);
    if (!isSame) return `has another node at "${found}" (${a.type}) than it should (${b.type}).`;
    for (let i = 0; i < a.inputs.length; i++) {
      const difference = this.compare(a.inputs[i] ?? "", b.inputs[i] ?? "");
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
}

/**
 * Whether two parts of graphs compute the same by the same nodes and constants, whatever these are called.
 * @param expected - bounds how deep is looked, so it should be one's own.
 * @returns what differs, or undefined where nothing does.
 */
export function differenceOfNodes(found: GraphPart, expected: GraphPart): string | undefined {
  if (found.outputs.length !== expected.outputs.length) return `has ${found.outputs.length} outputs, not ${expected.outputs.length}.`;
  const comparison = new Comparison(found, expected);
  for (let i = 0; i < found.outputs.length; i++) {
    const difference = comparison.compare(found.outputs[i] ?? "", expected.outputs[i] ?? "");
    if (difference !== undefined) return difference;
  }
  return undefined;
}
