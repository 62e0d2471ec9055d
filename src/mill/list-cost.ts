import { encodeInputs, type LearnedDerivations, openDerivations, type Table } from "../data/index.ts";
import type { ListCost, ListOfSize } from "../design/index.ts";
import { openGraph } from "../onnx/index.ts";
import type { AnySystem } from "../system/index.ts";
import type { AssembledGraph } from "./assemble-graph.ts";
import type { PreparedData } from "./prepare-data.ts";

/** Lengths of the lists that are timed. */
const lengths = [1, 3, 10, 30, 100] as const;
/** Lists of each length: as many as fit into so many milliseconds, within these bounds. */
const budgetMs = 150;
const [fewest, most] = [9, 200];

/** The rows as candidates of one query, whatever queries they came from. */
function oneList(table: Table, query: string): Table {
  if (table.any(query).kind === "number") return table.with({ [query]: { kind: "number", values: new Float64Array(table.rows) } });
  return table.with({ [query]: { kind: "category", codes: new Int32Array(table.rows), dictionary: ["list"] } });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Bytes that this process holds for JavaScript, garbage that is not collected yet included. */
function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Measures lists of candidates, as requests bring them: derived columns, encoding and graph. */
export class ListMeter {
  readonly #rows: Table;
  readonly #query: string;
  readonly #derivations: LearnedDerivations | undefined;

  /** @param data - its validation rows are dealt out to lists. */
  constructor({ data: { derived = {} }, modeling }: AnySystem, data: PreparedData, query: string) {
    const names = Object.keys(derived);
    this.#query = query;
    this.#derivations = names.length === 0 ? undefined : openDerivations(data.derived, derived, modeling.task.query);
    this.#rows = data.validation.table.without(names);
  }

  /** What a candidate's graph takes for lists of growing length; lengths beyond the validation rows are left out. */
  async measure(graph: AssembledGraph): Promise<ListCost> {
    const session = await openGraph(graph.bytes);
    try {
      const sizes: ListOfSize[] = [];
      for (const candidates of lengths) {
        if (candidates > this.#rows.rows) break;
        const run = async (list: Table): Promise<number> => {
          const derived = this.#derivations?.derive(list) ?? list;
          const between = performance.now();
          await session.run(encodeInputs(graph.inputs, derived));
          return between;
        };
        sizes.push(await this.#timeLists(candidates, run));
      }
      return { operationsPerCandidate: graph.work.operations, graphBytesPerCandidate: graph.work.bytes, sizes };
    } finally {
      await session.close();
    }
  }

  async #timeLists(candidates: number, run: (list: Table) => Promise<number>): Promise<ListOfSize> {
    const whole: number[] = [];
    const deriving: number[] = [];
    const grown: number[] = [];
    const began = performance.now();
    for (let round = -2; round < most && (round < fewest || performance.now() - began < budgetMs); round++) {
      const from = ((round + 2) * candidates) % (this.#rows.rows - candidates + 1);
      const list = oneList(this.#rows.slice(from, from + candidates), this.#query);
      const held = heldBytes();
      const started = performance.now();
      const between = await run(list);
      const ended = performance.now();
      const more = heldBytes() - held;
      if (round < 0) continue;
      whole.push(ended - started);
      deriving.push(between - started);
      // A collection in between makes the difference negative, and tells nothing.
      if (more > 0) grown.push(more);
    }
    return { candidates, milliseconds: median(whole), derivingMilliseconds: median(deriving), allocatedBytes: median(grown) };
  }
}
