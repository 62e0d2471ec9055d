import { listOf, placesByCode } from "../../../data/index.ts";
import { MillwrightError } from "../../../errors/index.ts";
import { random } from "../../../kernels/index.ts";
import type { Examples } from "../../estimator.ts";
import { trainTrees } from "../../trees/boosting/train-trees.ts";
import { binaryLogLoss } from "../../trees/objectives/binary-log-loss.ts";
import { lambdaRank } from "../../trees/objectives/lambda-rank.ts";
import type { TreeEnsemble } from "../../trees/tree-ensemble.ts";
import { itemTotals } from "../event-totals.ts";
import type { Events, Finder, FinderContext, FinderExamples, FindRequest, FittedFinder } from "../finder.ts";
import { candidateTable, columnsOf } from "./candidate-table.ts";
import type { FullTwoStage } from "./two-stage.ts";

/** An event that is held out, and what its asker was known by before. */
interface HeldOut {
  readonly request: FindRequest;
  readonly item: number;
}

function takeEvents({ askers, items, weight, times, table }: Events, rows: Int32Array): Events {
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  return {
    askers: Int32Array.from(rows, (row) => askers[row] ?? 0),
    items: Int32Array.from(rows, (row) => items[row] ?? 0),
    ...(weight === undefined ? {} : { weight: pick(weight) }),
    ...(times === undefined ? {} : { times: pick(times) }),
    ...(table === undefined ? {} : { table: table.take(rows) }),
  };
}

/** Holds the last event of drawn askers out (any one where there are no times). */
function holdOut({ askers, events }: FinderExamples, most: number, seed: number): { rest: Int32Array; held: HeldOut[] } {
  const { times, items, table } = events;
  const stream = random(seed).fork("two stage");
  const rowsOf = placesByCode(events.askers, askers.ids.length);
  const drawn = stream
    .shuffle(Array.from(askers.ids.keys()))
    .filter((asker) => listOf(rowsOf, asker).length > 1)
    .slice(0, most);
  const gone = new Set<number>();
  const held = drawn.map((asker): HeldOut => {
    const rows = [...listOf(rowsOf, asker)];
    if (times === undefined) stream.shuffle(rows);
    else rows.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
    const last = rows.pop() ?? 0;
    gone.add(last);
    return {
      item: items[last] ?? -1,
      request: {
        asker,
        history: Int32Array.from(rows, (row) => items[row] ?? 0),
        ...(times === undefined ? {} : { historyTimes: Float64Array.from(rows, (row) => times[row] ?? Number.NaN) }),
        ...(table === undefined ? {} : { context: table.row(last) }),
      },
    };
  });
  return { rest: Int32Array.from(items.keys()).filter((row) => !gone.has(row)), held };
}

/** Candidates of held-out questions, side by side; questions whose answer no member found teach no order. */
function gather(held: readonly HeldOut[], members: readonly FittedFinder[], totals: Float64Array, settings: FullTwoStage): Examples {
  const describing = { members, perMember: settings.perMember, totals };
  const columns = columnsOf(describing);
  const parts: Float32Array[] = [];
  const truth: number[] = [];
  const group: number[] = [];
  for (const { request, item } of held) {
    const known = new Set(request.history);
    const table = candidateTable(describing, request, settings.known ? undefined : (one) => !known.has(one));
    if (!table.items.includes(item)) continue;
    for (const one of table.items) {
      truth.push(one === item ? 1 : 0);
      group.push(parts.length);
    }
    parts.push(table.values);
  }
  const values = new Float32Array(truth.length * columns);
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  const rows = truth.length;
  return { features: { rows, dense: { rows, columns, values } }, truth: Float64Array.from(truth), group: Int32Array.from(group) };
}

/**
 * Trees that put candidates in order. They learn from events that are held out inside the training events: every score that they see was
 * learned without the event that they are to foretell.
 * @throws MODELING_TOO_FEW_ROWS where no held-out event is found by any member
 */
export async function trainTwoStage(
  finders: readonly Finder[],
  examples: FinderExamples,
  settings: FullTwoStage,
  context: FinderContext,
): Promise<TreeEnsemble> {
  const { rest, held } = holdOut(examples, settings.askers, context.seed);
  const inner = { ...examples, events: takeEvents(examples.events, rest) };
  const members: FittedFinder[] = [];
  for (const finder of finders) members.push(await finder.fit(inner, context));
  const rows = gather(held, members, itemTotals(inner), settings);
  if (rows.features.rows === 0) {
    throw new MillwrightError(
      "MODELING_TOO_FEW_ROWS",
      `two_stage held ${held.length} events out, and none of its members finds one of them.`,
      "Give more events, larger perMember, or members that find more.",
    );
  }
  const isRanking = settings.objective === "lambda_rank";
  const { signal, seed } = context;
  const { ensemble } = await trainTrees(
    "two_stage",
    rows,
    {
      objective: isRanking ? lambdaRank({ truncation: 20 }) : binaryLogLoss(),
      rounds: settings.rounds,
      learningRate: settings.learningRate,
      maximumLeaves: settings.leaves,
      minimumLeafRows: settings.minimumLeafRows,
    },
    {
      task: isRanking ? { kind: "regression", classes: 0 } : { kind: "binary", classes: 2 },
      seed,
      ...(signal === undefined ? {} : { signal }),
    },
  );
  return ensemble;
}
