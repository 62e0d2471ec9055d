import { MillwrightError } from "../../../errors/index.ts";
import type { FinderExamples } from "../../finding/finder.ts";
import type { Sentence } from "../vocabulary.ts";

/**
 * Puts messages together again from events, each a word with the text before it: the events of a message follow each other.
 * @param before - column of the text before each word: its words with single spaces, "" at the start of a message.
 * @throws MODELING_EVENTS_INVALID
 */
export function* sentencesOfEvents({ catalogue, events }: FinderExamples, before: string): Generator<Required<Sentence>> {
  const { table, items, askers } = events;
  if (table === undefined) {
    throw new MillwrightError("MODELING_EVENTS_INVALID", "the events have no columns of their own.", `Give each its "${before}".`);
  }
  let words: string[] = [];
  let writer = -1;
  let text = "";
  const column = table.column(before, "text");
  for (let row = 0; row < items.length; row++) {
    const own = column.values[row] ?? "";
    const asker = askers[row] ?? -1;
    if (own === "") {
      if (words.length > 0) yield { words, writer };
      words = [];
    } else if (own !== text || asker !== writer) {
      throw new MillwrightError(
        "MODELING_EVENTS_INVALID",
        `event ${row} stands after "${own.slice(-80)}", the one before it ended "${text.slice(-80)}".`,
        "Give the words of a message in their order, one event each, and divide events by who wrote them.",
      );
    }
    const word = catalogue.ids[items[row] ?? -1] ?? "";
    words.push(word);
    writer = asker;
    text = own === "" ? word : `${own} ${word}`;
  }
  if (words.length > 0) yield { words, writer };
}
