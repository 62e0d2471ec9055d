import { MillwrightError } from "../../errors/index.ts";
import { random } from "../../kernels/index.ts";
import { checkShare, percent } from "../splits/split-parts.ts";
import type { CatalogueSplitPlan } from "./catalogue-split.ts";
import type { CodedEvents } from "./event-codes.ts";
import { eventPart, splitOfParts } from "./parted-events.ts";

/** Which edges of a graph are held out. */
export interface EdgesApartSettings {
  /** Share of the edges to judge on, or their rows, counted from 0 in the table's order. */
  readonly test: number | { readonly rows: readonly number[] | Int32Array };
  /** Share of the edges to choose on. */
  readonly validation: number;
  /**
   * What happens to the edge b → a of a graph with directions where a → b is held out: "held out" (unless told) because it would give the
   * answer away, "kept" where following back is what the service may know. Without directions both are one edge and always go together.
   */
  readonly reverse?: "held out" | "kept";
  /** Nodes that are judged; all that have a held-out edge unless told. */
  readonly judged?: readonly string[];
}

/** One number per edge, the same for an edge and its reverse where they go together. */
function edgeKeys({ askers, items, askerIds }: CodedEvents, together: boolean): Float64Array {
  const nodes = askerIds.length;
  return Float64Array.from(askers, (from, row) => {
    const to = items[row] ?? 0;
    return together ? Math.min(from, to) * nodes + Math.max(from, to) : from * nodes + to;
  });
}

/** Takes edges in a random order until so many rows are taken. */
function drawEdges(keys: Float64Array, free: ReadonlySet<number>, count: number, order: Int32Array): Set<number> {
  const rowsOf = new Map<number, number>();
  for (const key of keys) rowsOf.set(key, (rowsOf.get(key) ?? 0) + 1);
  const taken = new Set<number>();
  let rows = 0;
  for (const row of order) {
    const key = keys[row] ?? 0;
    if (rows >= count) break;
    if (!free.has(key) || taken.has(key)) continue;
    taken.add(key);
    rows += rowsOf.get(key) ?? 0;
  }
  return taken;
}

function givenKeys(keys: Float64Array, rows: readonly number[] | Int32Array): Set<number> {
  const bad = rows.find((row) => keys[row] === undefined);
  if (bad === undefined) return new Set(Array.from(rows, (row) => keys[row] ?? 0));
  throw new MillwrightError(
    "DATA_SPLIT_ROWS_INVALID",
    `test edge ${bad} is not in the table.`,
    `Edges are counted from 0 to ${keys.length - 1}.`,
  );
}

/**
 * Edges of a graph are held out at random: to whom each node is linked beside what is known is the question. An edge that stands in the
 * table several times is held out whole.
 * @throws DATA_SETTINGS_INVALID; `divide` throws DATA_SPLIT_EMPTY, DATA_SPLIT_ROWS_INVALID
 * @see Liben-Nowell and Kleinberg (2007), "The Link-Prediction Problem for Social Networks", JASIST 58(7).
 * @example edgesApart({ validation: 0.1, test: 0.2 })
 */
export function edgesApart(settings: EdgesApartSettings): CatalogueSplitPlan<never> {
  const { test, validation, reverse = "held out", judged } = settings;
  checkShare("validation", validation);
  if (typeof test === "number") checkShare("test", test);
  return {
    kind: "edges",
    columns: [],
    divide: (events, seed) => {
      // Where events hold both ways, each row has its mirror, which is the same edge.
      const keys = edgeKeys(events, events.bothWays || reverse === "held out");
      const order = random(seed).fork("edges apart").shuffle(Int32Array.from(keys.keys()));
      const all = new Set(keys);
      const tested = typeof test === "number" ? drawEdges(keys, all, test * keys.length, order) : givenKeys(keys, test.rows);
      const free = all.difference(tested);
      const chosen = drawEdges(keys, free, validation * keys.length, order);
      const parts = Uint8Array.from(keys, (key) =>
        tested.has(key) ? eventPart.test : chosen.has(key) ? eventPart.validation : eventPart.train,
      );
      const shares = typeof test === "number" ? percent(test) : `the ${test.rows.length} given`;
      const description = `Edges held out at random: ${shares} for test, ${percent(validation)} for validation; the reverse edge is ${
        events.bothWays ? "the same edge" : reverse
      }; all held-out edges of a node are one question.`;
      const nodes = judged === undefined ? undefined : new Set(judged);
      return splitOfParts(events, {
        parts,
        queries: "each asker",
        ...(nodes === undefined ? {} : { judgedAskers: (asker: number) => nodes.has(events.askerIds[asker] ?? "") }),
        description,
      });
    },
  };
}
