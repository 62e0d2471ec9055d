import { listAveragePrecision } from "../metrics/lists/list-average-precision.ts";
import { listNdcg } from "../metrics/lists/list-ndcg.ts";
import { listRecall } from "../metrics/lists/list-recall.ts";
import { listReciprocalRank } from "../metrics/lists/list-reciprocal-rank.ts";
import { type CatalogueTask, type CatalogueTaskSettings, catalogueTask } from "./catalogue-task.ts";

/** Settings of `retrieval`. */
export interface RetrievalSettings<Column extends string> extends CatalogueTaskSettings<Column> {
  /** Column of the query's id. */
  readonly query: Column;
  /** Column of a document that is relevant to it. */
  readonly document: Column;
  /** Whether queries are documents of the same corpus; none is then its own answer. False unless told. */
  readonly sameIds?: boolean;
}

/**
 * Which documents of a corpus answer a query, whose words are columns of the request (`context`). Judged by recall, reciprocal rank, average
 * precision and NDCG at k unless told.
 * @throws MODELING_SETTING_INVALID, MODELING_TASK_WRONG
 * @example retrieval({ query: "query", document: "question", context: ["text"], sameIds: true });
 */
export function retrieval<const Column extends string>(settings: RetrievalSettings<Column>): CatalogueTask<Column> {
  const { query, document, sameIds = false } = settings;
  // What is right is right again: a query may be asked twice.
  return catalogueTask({ kind: "retrieval", asker: query, item: document, repeats: true, sameIds, bothWays: false }, settings, (k) => [
    listRecall({ k }),
    listReciprocalRank({ k }),
    listAveragePrecision({ k }),
    listNdcg({ k }),
  ]);
}
