import { MillwrightError } from "../../errors/index.ts";
import { type Random, random } from "../../kernels/index.ts";
import type { Examples } from "../estimator.ts";
import type { FinderContext } from "../finding/finder.ts";
import { trainTrees } from "../trees/boosting/train-trees.ts";
import { binaryLogLoss } from "../trees/objectives/binary-log-loss.ts";
import type { TreeEnsemble } from "../trees/tree-ensemble.ts";
import { type CodedEvents, takeEvents } from "./coded-events.ts";
import { contextFeatures } from "./context-features.ts";
import { ContextIndex } from "./context-index.ts";
import type { FullContextRanker } from "./context-ranker-settings.ts";

/** Rows to learn from, as they come. */
interface GatheredRows {
  readonly values: Float32Array[];
  readonly truth: number[];
  readonly weight: number[];
}

/** A name for what is dealt together: an event by itself, or all events of one asker in one context. */
function keyOf({ askers, codes, columns }: CodedEvents, event: number, apart: FullContextRanker["apart"]): string {
  if (apart === "events") return String(event);
  return `${askers[event] ?? 0} ${codes.subarray(event * columns, (event + 1) * columns).join()}`;
}

/** The fold of each event: what is one asker's is dealt out evenly, in a drawn order. */
function dealFolds(events: CodedEvents, { folds, apart }: FullContextRanker, draw: Random): Int32Array {
  const { askers, askerCount } = events;
  const order = draw.shuffle(Int32Array.from(askers.keys()));
  const dealt = new Int32Array(askerCount);
  const foldOf = new Int32Array(askers.length);
  const foldOfKey = new Map<string, number>();
  for (const event of order) {
    const key = keyOf(events, event, apart);
    const asker = askers[event] ?? 0;
    const fold = foldOfKey.get(key) ?? (dealt[asker] ?? 0) % folds;
    if (!foldOfKey.has(key)) dealt[asker] = (dealt[asker] ?? 0) + 1;
    foldOfKey.set(key, fold);
    foldOf[event] = fold;
  }
  return foldOf;
}

/**
 * Describes one event's items: all that the asker uses elsewhere, and a few of the others, which weigh for all of them, so that
 * probabilities stay right. An event whose item is no candidate teaches nothing.
 */
function gatherEvent(
  rows: GatheredRows,
  index: ContextIndex,
  events: CodedEvents,
  event: number,
  settings: FullContextRanker,
  draw: Random,
): void {
  const { columns } = events;
  const item = events.items[event] ?? 0;
  const codes = events.codes.subarray(event * columns, (event + 1) * columns);
  const moment = { asker: events.askers[event] ?? 0, history: new Int32Array(0), codes };
  const own = index.ownCounts(moment);
  index.withCompanions(own, (together) => {
    const others = draw.shuffle(index.others(own, together, settings));
    if (!own.has(item) && !others.includes(item)) return;
    const wrong = others.filter((other) => other !== item);
    const drawn = wrong.subarray(0, settings.negatives);
    const items = Int32Array.from([...own.keys(), ...(own.has(item) ? [] : [item]), ...drawn]);
    const share = wrong.length / Math.max(1, drawn.length);
    rows.values.push(contextFeatures(index, moment, items, own, together));
    for (const [at, candidate] of items.entries()) {
      rows.truth.push(candidate === item ? 1 : 0);
      rows.weight.push(at >= items.length - drawn.length ? share : 1);
    }
  });
}

function gather(events: CodedEvents, settings: FullContextRanker, seed: number, context: FinderContext): Examples {
  const draw = random(seed).fork("context_ranker");
  const foldOf = dealFolds(events, settings, draw);
  const chosen = draw.shuffle(Int32Array.from(foldOf.keys())).subarray(0, settings.events);
  const rows: GatheredRows = { values: [], truth: [], weight: [] };
  for (let fold = 0; fold < settings.folds; fold++) {
    const rest = Int32Array.from(foldOf.keys()).filter((event) => foldOf[event] !== fold);
    const index = new ContextIndex(takeEvents(events, rest), seed);
    for (const event of chosen) if (foldOf[event] === fold) gatherEvent(rows, index, events, event, settings, draw);
    context.onProgress?.({ step: fold + 1, steps: settings.folds + 1, values: {} });
  }
  const count = rows.truth.length;
  const length = rows.values.reduce((sum, own) => sum + own.length, 0);
  const values = new Float32Array(length);
  let at = 0;
  for (const own of rows.values) {
    values.set(own, at);
    at += own.length;
  }
  const dense = { rows: count, columns: count === 0 ? 0 : length / count, values };
  return { features: { rows: count, dense }, truth: Float64Array.from(rows.truth), weight: Float64Array.from(rows.weight) };
}

/** Trees that give the probability of each item at a moment. @throws MODELING_TOO_FEW_ROWS */
export async function trainContextRanker(events: CodedEvents, settings: FullContextRanker, context: FinderContext): Promise<TreeEnsemble> {
  const examples = gather(events, settings, context.seed, context);
  if (examples.features.rows === 0) {
    const problem = `context_ranker was given ${events.items.length} events and could describe none by the others.`;
    throw new MillwrightError("MODELING_TOO_FEW_ROWS", problem, "Give more events of each asker.");
  }
  const { rounds, leaves, learningRate, minimumLeafRows } = settings;
  const boosting = { objective: binaryLogLoss(), rounds, learningRate, maximumLeaves: leaves, minimumLeafRows };
  const { signal } = context;
  const { ensemble } = await trainTrees("context_ranker", examples, boosting, {
    task: { kind: "binary", classes: 2 },
    seed: context.seed,
    ...(signal === undefined ? {} : { signal }),
  });
  return ensemble;
}
