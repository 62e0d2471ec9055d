import { type Column, listOf, packLists, type Queries, type Table } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import { type FinderExamples, type FindRequest, itemLikeness, itemShares, itemTotals, type QuestionSet } from "../../modeling/index.ts";
import type { AnyCatalogueSystem } from "../../system/index.ts";
import type { CodedCatalogue } from "./code-catalogue.ts";

/** Groups by how much is known: nothing, little, some, much. */
function amount(events: number): string {
  if (events === 0) return "none";
  return events < 5 ? "1 to 4" : events < 20 ? "5 to 19" : "20 and more";
}

function category(values: readonly string[]): Column {
  const dictionary = [...new Set(values)];
  const codes = new Map(dictionary.map((value, code) => [value, code]));
  return { kind: "category", dictionary, codes: Int32Array.from(values, (value) => codes.get(value) ?? -1) };
}

/** Questions with what was right, and how many answers were left out because their asker knew them already. */
export interface MadeQuestions {
  readonly questions: QuestionSet;
  readonly known: number;
}

/** The rows of a query that can be answered at all. */
function answerable(
  query: number,
  queries: Queries,
  { events }: CodedCatalogue,
  { repeats, sameIds }: { repeats: boolean; sameIds: boolean },
): Int32Array {
  const rows = listOf(queries.truth, query);
  if (repeats && !sameIds) return rows;
  const asker = queries.askers[query] ?? -1;
  const known = new Set(repeats ? [] : Array.from(listOf(queries.history, query), (row) => events.items[row]));
  const seen = new Set<number>();
  return rows.filter((row) => {
    const item = events.items[row] ?? -1;
    if (known.has(item) || (sameIds && item === asker) || seen.has(item)) return false;
    seen.add(item);
    return true;
  });
}

/** The request of a question, made when it is needed. */
function requestOf(
  task: AnyCatalogueSystem["modeling"]["task"],
  { events }: CodedCatalogue,
  seen: Uint8Array,
  one: { asker: number; row: number; history: Int32Array },
): FindRequest {
  const { times, items, table } = events;
  return {
    asker: task.sameIds || seen[one.asker] === 1 ? one.asker : -1,
    history: Int32Array.from(one.history, (row) => items[row] ?? 0),
    ...(times === undefined ? {} : { historyTimes: Float64Array.from(one.history, (row) => times[row] ?? Number.NaN) }),
    ...(task.context.length === 0 ? {} : { context: table.select(task.context).row(one.row) }),
  };
}

/** Grades of the right items, question by question. @throws MODELING_WEIGHT_INVALID */
function gradesOf(table: Table, column: string, kept: Int32Array, answers: readonly Int32Array[]): Float64Array {
  const { values } = table.column(column, "number");
  const grades = Float64Array.from(
    Array.from(kept).flatMap((query) => [...(answers[query] ?? [])]),
    (row) => values[row] ?? Number.NaN,
  );
  const bad = grades.find((grade) => !(grade > 0 && grade < Number.POSITIVE_INFINITY));
  if (bad === undefined) return grades;
  throw new MillwrightError(
    "MODELING_WEIGHT_INVALID",
    `"${column}" of a right answer is ${bad}.`,
    "Grades are finite and above 0; leave out what was not right.",
  );
}

/**
 * Makes questions of queries: requests, what was right, and a table to slice them by.
 * @param examples - what is learned from before these questions are asked.
 */
export function makeQuestions(
  system: AnyCatalogueSystem,
  coded: CodedCatalogue,
  queries: Queries,
  examples: FinderExamples,
): MadeQuestions {
  const { task } = system.modeling;
  const { events } = coded;
  const answers = Array.from(queries.askers, (_, query) => answerable(query, queries, coded, task));
  const kept = Int32Array.from(answers.keys()).filter((query) => (answers[query]?.length ?? 0) > 0);
  const relevant = packLists(Array.from(kept, (query) => Int32Array.from(answers[query] ?? [], (row) => events.items[row] ?? 0)));
  const seen = new Uint8Array(events.askerIds.length);
  for (const asker of examples.events.askers) seen[asker] = 1;
  const histories = Array.from(kept, (query) => listOf(queries.history, query));
  const askers = Int32Array.from(kept, (query) => queries.askers[query] ?? 0);
  const rows = Int32Array.from(kept, (query) => queries.rows[query] ?? 0);
  const counts = itemTotals({ catalogue: coded.catalogue, events: { askers: examples.events.askers, items: examples.events.items } });
  const grades = task.grade === undefined ? undefined : gradesOf(events.table, task.grade, kept, answers);
  const slices = {
    "events of the asker": category(histories.map((history) => amount(history.length))),
    "events of the item": category(Array.from(kept, (_, at) => amount(counts[listOf(relevant, at)[0] ?? 0] ?? 0))),
  };
  const questions: QuestionSet = {
    requests: {
      length: kept.length,
      at: (index) =>
        requestOf(task, coded, seen, { asker: askers[index] ?? 0, row: rows[index] ?? 0, history: histories[index] ?? new Int32Array(0) }),
    },
    relevant,
    ...(grades === undefined ? {} : { grades }),
    askers,
    table: events.table.take(rows).with(slices),
    about: { popularity: itemShares(examples), likeness: itemLikeness(examples) },
  };
  const known = queries.truth.values.length - relevant.values.length;
  return { questions, known };
}
