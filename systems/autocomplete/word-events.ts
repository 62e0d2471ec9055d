/** A message as words. */
export interface Message {
  readonly writer: string;
  readonly words: readonly string[];
  readonly part: "train" | "validation" | "test";
}

/** A word with what stood before it. */
export interface WordEvent {
  readonly writer: string;
  readonly word: string;
  /** Words of the message before it, with single spaces; null at its start. */
  readonly before: string | null;
  readonly sent: Date;
  readonly part: Message["part"];
}

/** Writers that a word needs before others can get to see it: what one person alone wrote may be a name or an address. */
export const fewestWriters = 2;

/** Stands for words that too few people wrote. */
const unknown = "<unk>";

/** Words that enough people among those who are learned from wrote. */
function sharedWords(messages: readonly Message[]): Set<string> {
  const writers = new Map<string, Set<string>>();
  for (const { words, writer, part } of messages) {
    if (part !== "train") continue;
    for (const word of words) {
      const known = writers.get(word) ?? new Set();
      writers.set(word, known.add(writer));
    }
  }
  return new Set([...writers].filter(([, known]) => known.size >= fewestWriters).map(([word]) => word));
}

/** Messages as events, a word each. Words of one person alone become `<unk>`, so that no list, file or report can hold them. */
export function wordEvents(messages: readonly Message[]): WordEvent[] {
  const shared = sharedWords(messages);
  let second = 0;
  return messages.flatMap(({ writer, words, part }) => {
    const guarded = words.map((word) => (shared.has(word) ? word : unknown));
    return guarded.map((word, at) => ({
      writer,
      word,
      before: guarded.slice(0, at).join(" ") || null,
      sent: new Date(1000 * second++),
      part,
    }));
  });
}
