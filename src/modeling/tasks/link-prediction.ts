import { listCoverage } from "../metrics/lists/list-coverage.ts";
import { listHit } from "../metrics/lists/list-hit.ts";
import { listPopularityBias } from "../metrics/lists/list-popularity-bias.ts";
import { listRecall } from "../metrics/lists/list-recall.ts";
import { listReciprocalRank } from "../metrics/lists/list-reciprocal-rank.ts";
import { type CatalogueTask, type CatalogueTaskSettings, catalogueTask } from "./catalogue-task.ts";

/** Settings of `linkPrediction`. */
export interface LinkPredictionSettings<Column extends string> extends CatalogueTaskSettings<Column> {
  readonly from: Column;
  readonly to: Column;
  readonly time?: Column;
  /** Strength of an edge when it is learned from; 1 unless told. */
  readonly weight?: Column;
  /** True where an edge has a direction, as following has and friendship has not. */
  readonly directed: boolean;
}

/**
 * To whom a node of a graph will be linked, over all nodes that it is not linked to yet. Judged by recall, hits, reciprocal rank, coverage
 * and popularity bias at k unless told.
 * @throws MODELING_SETTING_INVALID, MODELING_TASK_WRONG
 * @example linkPrediction({ from: "follower", to: "followed", directed: true });
 */
export function linkPrediction<const Column extends string>(settings: LinkPredictionSettings<Column>): CatalogueTask<Column> {
  const { from, to, time, weight, directed } = settings;
  return catalogueTask(
    {
      kind: "linkPrediction",
      asker: from,
      item: to,
      ...(time === undefined ? {} : { time }),
      ...(weight === undefined ? {} : { weight }),
      repeats: false,
      sameIds: true,
      bothWays: !directed,
    },
    settings,
    (k) => [listRecall({ k }), listHit({ k }), listReciprocalRank({ k: Math.max(k, 100) }), listCoverage({ k }), listPopularityBias({ k })],
  );
}
