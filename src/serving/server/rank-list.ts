import type { Cell } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import { bestOfList } from "../../modeling/index.ts";
import type { CheckedRow } from "../model/row-check.ts";
import type { Share } from "./batcher.ts";
import type { Service } from "./service.ts";

/** What moved a candidate: how much its score rises by its own value of a column, against the list's median. */
export interface Reason {
  readonly column: string;
  readonly effect: number;
}

/** One place of the order. */
export interface RankedCandidate {
  /** Place of the candidate in the request, from 0. */
  readonly index: number;
  /** The candidate's own, where it was sent with one. */
  readonly id?: unknown;
  readonly score: number;
  /** Probability of being the best of this list. */
  readonly p?: number;
  readonly why: readonly Reason[];
}

/** An order with what it took. */
export interface RankedList {
  readonly order: readonly RankedCandidate[];
  readonly cost: {
    readonly candidates: number;
    /** Rows that went through the graph: the candidates, and the variants that the reasons are found by. */
    readonly evaluations: number;
    readonly milliseconds: number;
    readonly millisecondsPerCandidate: number;
  };
}

/** Candidates whose places are explained, and reasons for each. */
const explained = 10;
const reasonsEach = 3;

/** Rows of a list: the query's fields and, over them, each candidate's own. @throws SERVING_BODY_INVALID, SERVING_TOO_MANY_ROWS, SERVING_ROW_INVALID */
export function rowsOfList(service: Service, body: Readonly<Record<string, unknown>>): { rows: CheckedRow[]; ids: unknown[] } {
  const { candidates, ...query } = body;
  if (!Array.isArray(candidates) || candidates.length === 0) {
    const problem = candidates === undefined ? 'the body has no "candidates".' : '"candidates" is not a list with at least one candidate.';
    throw new MillwrightError("SERVING_BODY_INVALID", problem, 'Send { …fields of the query, "candidates": [{ …fields of each }] }.');
  }
  const { listRows } = service.limits;
  if (candidates.length > listRows) {
    const problem = `the list holds ${candidates.length} candidates; ${listRows} are allowed.`;
    throw new MillwrightError("SERVING_TOO_MANY_ROWS", problem, "Choose fewer candidates before they are ranked.");
  }
  const { signature, task } = service.model.manifest;
  const hasId = signature.columns.some(({ name }) => name === "id");
  const queryColumn = task.query ?? "";
  const ids: unknown[] = [];
  const rows = candidates.map((candidate: unknown, index) => {
    const where = `candidate ${index}`;
    if (typeof candidate !== "object" || candidate === null || Array.isArray(candidate)) return service.model.parts.check(candidate, where);
    const { id, ...fields } = candidate as Record<string, unknown>;
    ids.push(id);
    const own = hasId && id !== undefined ? { ...fields, id } : fields;
    // All candidates of a request belong to one query, whatever it is called.
    const name = signature.columns.find((rule) => rule.name === queryColumn)?.kind === "number" ? 0 : "request";
    return service.model.parts.check({ [queryColumn]: name, ...query, ...own }, where);
  });
  if (new Set(rows.map((row) => String(row[queryColumn]))).size > 1) {
    const problem = `the candidates have different values of "${queryColumn}".`;
    throw new MillwrightError("SERVING_BODY_INVALID", problem, "Send one request for each query.");
  }
  return { rows, ids };
}

/** Scores in the order of the rows. */
function scoresOf(shares: readonly Share[]): number[] {
  return shares.flatMap(({ scored, from, count }) => Array.from(scored.prediction.values.subarray(from, from + count)));
}

function median(cells: readonly (Cell | undefined)[]): number | null {
  const sorted = cells.filter((cell) => typeof cell === "number").sort((a, b) => a - b);
  return sorted.length === 0 ? null : (sorted[Math.floor((sorted.length - 1) / 2)] ?? null);
}

/** Each candidate with one column after the other at the list's median: what its score then lacks is what the column gave it. */
async function reasonsFor(
  service: Service,
  rows: readonly CheckedRow[],
  places: readonly number[],
  scores: readonly number[],
): Promise<{ readonly reasons: Reason[][]; readonly evaluations: number }> {
  const columns = service.model.manifest.signature.inputs.filter(({ encoding }) => encoding === "number").map(({ column }) => column);
  const medians = new Map(columns.map((column) => [column, median(rows.map((row) => row[column]))]));
  const changes = places.flatMap((place, at) =>
    columns.flatMap((column) => {
      const usual = medians.get(column) ?? null;
      return rows[place]?.[column] === usual ? [] : [{ at, place, column, row: { ...rows[place], [column]: usual } as CheckedRow }];
    }),
  );
  const reasons: Reason[][] = places.map(() => []);
  if (changes.length === 0) return { reasons, evaluations: 0 };
  const changed = scoresOf(await service.batcher.submit(changes.map(({ row }) => row)));
  changes.forEach(({ at, place, column }, index) => {
    const effect = (scores[place] ?? 0) - (changed[index] ?? 0);
    if (effect !== 0) reasons[at]?.push({ column, effect });
  });
  const ranked = reasons.map((all) => all.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)).slice(0, reasonsEach));
  return { reasons: ranked, evaluations: changes.length };
}

/** Orders the candidates of one query, best first; ties keep the order that came. */
export async function rankList(service: Service, body: Readonly<Record<string, unknown>>, explain: boolean): Promise<RankedList> {
  const started = performance.now();
  const { rows: sent, ids } = rowsOfList(service, body);
  service.batcher.checkRoom(sent.length);
  const rows = service.model.parts.derive(sent);
  const scores = scoresOf(await service.batcher.submit(rows));
  const order = scores.map((_, index) => index).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const { listTemperature } = service.model.manifest.policy;
  const chances = listTemperature === undefined ? undefined : bestOfList(scores, listTemperature);
  const none = { reasons: [], evaluations: 0 };
  const { reasons, evaluations } = explain ? await reasonsFor(service, rows, order.slice(0, explained), scores) : none;
  const milliseconds = performance.now() - started;
  service.metrics.inferred(rows.length, milliseconds / 1000);
  return {
    order: order.map((index, place) => ({
      index,
      ...(ids[index] === undefined ? {} : { id: ids[index] }),
      score: scores[index] ?? 0,
      ...(chances === undefined ? {} : { p: chances[index] ?? 0 }),
      why: reasons[place] ?? [],
    })),
    cost: {
      candidates: rows.length,
      evaluations: rows.length + evaluations,
      milliseconds: Math.round(milliseconds * 1000) / 1000,
      millisecondsPerCandidate: Math.round((milliseconds / rows.length) * 1000) / 1000,
    },
  };
}
