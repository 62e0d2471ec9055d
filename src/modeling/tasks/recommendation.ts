import { listCoverage } from "../metrics/lists/list-coverage.ts";
import { listHit } from "../metrics/lists/list-hit.ts";
import { listNdcg } from "../metrics/lists/list-ndcg.ts";
import { listNovelty } from "../metrics/lists/list-novelty.ts";
import { listPopularityBias } from "../metrics/lists/list-popularity-bias.ts";
import { listReciprocalRank } from "../metrics/lists/list-reciprocal-rank.ts";
import { type CatalogueTask, type CatalogueTaskSettings, catalogueTask } from "./catalogue-task.ts";

/** Settings of `recommendation`. */
export interface RecommendationSettings<Column extends string> extends CatalogueTaskSettings<Column> {
  /** Column of the user, session or device. */
  readonly asker: Column;
  readonly item: Column;
  /** Timestamp or number that grows; histories and splits follow it. */
  readonly time?: Column;
  /** Strength of an event when it is learned from; 1 unless told. */
  readonly weight?: Column;
  /** Whether an item may be answered to an asker that knows it already, as apps are and books are not; false unless told. */
  readonly repeats?: boolean;
  /** Whether askers are items of the same catalogue ("instead of this one"); false unless told. */
  readonly sameIds?: boolean;
}

/**
 * Which items suit a user, given what it had to do with before and the moment. Judged by NDCG, hits, reciprocal rank, coverage, novelty and
 * popularity bias at k unless told.
 * @throws MODELING_SETTING_INVALID, MODELING_TASK_WRONG
 * @example recommendation({ asker: "user", item: "product", time: "bought", metrics: [listNdcg({ k: 10 }), listHit({ k: 10 })] });
 */
export function recommendation<const Column extends string>(settings: RecommendationSettings<Column>): CatalogueTask<Column> {
  const { asker, item, time, weight, repeats = false, sameIds = false } = settings;
  return catalogueTask(
    {
      kind: "recommendation",
      asker,
      item,
      ...(time === undefined ? {} : { time }),
      ...(weight === undefined ? {} : { weight }),
      repeats,
      sameIds,
      bothWays: false,
    },
    settings,
    (k) => [
      listNdcg({ k }),
      listHit({ k }),
      listReciprocalRank({ k: Math.max(k, 100) }),
      listCoverage({ k }),
      listNovelty({ k }),
      listPopularityBias({ k }),
    ],
  );
}
