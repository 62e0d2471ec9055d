import { MillwrightError } from "../../errors/index.ts";
import type { ListTaskKind, Metric } from "../metrics/metric.ts";
import { taskMetrics } from "./task-metrics.ts";

/** The framing of a system that finds items of a catalogue: who asks, what is right, how lists are judged. */
export interface CatalogueTask<Column extends string = string> {
  readonly kind: ListTaskKind;
  /** Column of who or what asks. */
  readonly asker: Column;
  /** Column of the item that was right. */
  readonly item: Column;
  readonly time?: Column;
  /** Strength of an event when it is learned from; 1 where absent. */
  readonly weight?: Column;
  /** How right the item of an event is when lists are judged, above 0; 1 where absent. */
  readonly grade?: Column;
  /** Columns of an event that a request carries, because they are known when it is asked. */
  readonly context: readonly Column[];
  /** Whether an item may be answered to an asker that knows it already. */
  readonly repeats: boolean;
  /** Whether askers are items of the same catalogue; none is then its own answer. */
  readonly sameIds: boolean;
  /** Whether an event holds in both directions. */
  readonly bothWays: boolean;
  /** Length of a list that a caller gets unless it asks for another. */
  readonly k: number;
  /** First is primary: candidates are chosen by it. */
  readonly metrics: readonly Metric[];
}

/** What every catalogue task may be told. */
export interface CatalogueTaskSettings<Column extends string = string> {
  /** How right the item of an event is when lists are judged, above 0; 1 unless told. */
  readonly grade?: Column;
  /** Columns of an event that a request carries: the words of a search, the hour, the place. */
  readonly context?: readonly Column[];
  /** Length of a list that a caller gets unless it asks for another; 10 unless told. */
  readonly k?: number;
  /** First is primary. */
  readonly metrics?: readonly Metric[];
}

/** Puts a task together. @throws MODELING_SETTING_INVALID, MODELING_TASK_WRONG */
export function catalogueTask<Column extends string>(
  task: Omit<CatalogueTask<Column>, "metrics" | "context" | "k" | "grade">,
  { grade, context = [], k = 10, metrics }: CatalogueTaskSettings<Column>,
  usual: (k: number) => readonly Metric[],
): CatalogueTask<Column> {
  if (!Number.isInteger(k) || k < 1 || k > 10_000) {
    throw new MillwrightError("MODELING_SETTING_INVALID", `${task.kind} was given k ${k}.`, "Give a whole number from 1 to 10,000.");
  }
  return { ...task, context, k, ...(grade === undefined ? {} : { grade }), metrics: taskMetrics(task.kind, metrics ?? usual(k)) };
}

/** Places that a list must have for a task to be judged and answered. */
export function listDepth({ k, metrics }: Pick<CatalogueTask, "k" | "metrics">): number {
  return Math.max(k, ...metrics.map(({ depth }) => depth ?? 1));
}
