import type { StageTime } from "../../modeling/index.ts";
import type { FoundItem } from "../found-item.ts";
import type { Manifest } from "../package/manifest.ts";
import type { Feedback } from "./feedback.ts";
import type { FindQuery } from "./find-query.ts";

/** A list as a caller gets it. */
export interface FoundList {
  /** Best first; empty where nothing may be shown. */
  readonly items: readonly (FoundItem & Readonly<Record<string, unknown>>)[];
  /** Whether anything was known of the asker. */
  readonly known: boolean;
  /** Whether the asker's past was looked at. */
  readonly personalised: boolean;
  /** Score of the best item, where there is one. */
  readonly confidence?: number;
  /** False where the best item's score is below what the policy shows. */
  readonly shown: boolean;
  /** True where it is sure enough and is not shown all the same, to learn what is chosen without it. */
  readonly withheld?: true;
  /** What each step took. */
  readonly trace: readonly StageTime[];
}

/** A finder's package that answers. Safe for concurrent use. */
export interface LoadedCatalogue {
  readonly manifest: Manifest;
  /** First 12 digits of the package's id. */
  readonly version: string;
  /** A request as a caller sends it. @throws SERVING_ROW_INVALID */
  check(value: unknown, where: string): FindQuery;
  /** Finds items. @throws SERVING_ITEM_UNKNOWN, SERVING_REPLY_FAILED, SERVING_MODEL_CLOSED */
  find(query: FindQuery): FoundList;
  /**
   * Records what became of found items: counts for exploration; accepted items join their asker's past at once, and the finder's counts soon.
   * With a journal it is in it when the promise resolves.
   * @throws SERVING_ITEM_UNKNOWN, SERVING_JOURNAL_FAILED, SERVING_MODEL_CLOSED
   */
  record(events: readonly Feedback[]): Promise<void>;
  /** Closes the journal; a second call does nothing. */
  close(): Promise<void>;
}
