import { listHit } from "../metrics/lists/list-hit.ts";
import { listReciprocalRank } from "../metrics/lists/list-reciprocal-rank.ts";
import { type CatalogueTask, type CatalogueTaskSettings, catalogueTask } from "./catalogue-task.ts";

/** Settings of `languageModel`. */
export interface LanguageModelSettings<Column extends string> extends Omit<CatalogueTaskSettings<Column>, "grade" | "context"> {
  /** Column of who wrote a word. */
  readonly writer: Column;
  /** Column of the word. */
  readonly word: Column;
  /** Columns of what is known when it is foretold: the text before it. */
  readonly context: readonly Column[];
  /** Column of the moment at which it was written, for what a writer wrote earlier. */
  readonly time?: Column;
}

/**
 * Which word comes next: each event is a word with the text before it. Judged by whether it is among the first one and the first k, and by
 * reciprocal rank, unless told. Nothing of what a writer wrote goes into the package but through the shared model.
 * @throws MODELING_SETTING_INVALID, MODELING_TASK_WRONG
 * @example languageModel({ writer: "writer", word: "word", context: ["before"], k: 3 });
 */
export function languageModel<const Column extends string>(settings: LanguageModelSettings<Column>): CatalogueTask<Column> {
  const { writer, word, time, k = 3 } = settings;
  return catalogueTask(
    {
      kind: "languageModel",
      asker: writer,
      item: word,
      ...(time === undefined ? {} : { time }),
      // Words come again and again.
      repeats: true,
      sameIds: false,
      bothWays: false,
    },
    { ...settings, k },
    (length) => [listHit({ k: length }), listHit({ k: 1 }), listReciprocalRank({ k: 10 })],
  );
}
