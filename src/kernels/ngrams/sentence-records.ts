import { PAD, SENTENCE_END, SENTENCE_START } from "./ngram-words.ts";
import type { RecordBuffer } from "./record-buffer.ts";

/**
 * Adds the n-gram that ends at each word of a sentence and at its end, of the longest length, with PAD before those that begin it.
 * @param words - ids of the sentence without its start and end.
 */
export function addLongest(words: Int32Array, order: number, endings: boolean, into: RecordBuffer): void {
  const padded = paddedSentence(words, order - 1, endings);
  for (let at = 0; at + order <= padded.length; at++) into.add(padded, at, 1);
}

/** Adds the n-grams of each length from 1, with who wrote them before the count: records [length words, writer, 1]. */
export function addWritten(words: Int32Array, writer: number, endings: boolean, into: readonly RecordBuffer[]): void {
  into.forEach((buffer, below) => {
    const length = below + 1;
    const sentence = paddedSentence(words, 1, endings);
    const record = new Int32Array(length + 1);
    for (let at = length === 1 ? 1 : 0; at + length <= sentence.length; at++) {
      record.set(sentence.subarray(at, at + length));
      record[length] = writer;
      buffer.add(record, 0, 1);
    }
  });
}

/** A sentence with its start, after enough PAD for `before` words before its first one, and its end where endings count. */
function paddedSentence(words: Int32Array, before: number, endings: boolean): Int32Array {
  const padded = new Int32Array(before + words.length + (endings ? 1 : 0));
  padded.fill(PAD);
  if (before > 0) padded[before - 1] = SENTENCE_START;
  padded.set(words, before);
  if (endings) padded[padded.length - 1] = SENTENCE_END;
  return padded;
}
