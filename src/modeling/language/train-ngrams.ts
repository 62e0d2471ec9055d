import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MillwrightError } from "../../errors/index.ts";
import {
  addLongest,
  addWritten,
  buildTrie,
  type ContextList,
  CountAdjuster,
  type EstimatedOrder,
  OrderEstimator,
  quantizeTrie,
  RecordBuffer,
  WriterCounts,
} from "../../kernels/index.ts";
import { type Discounts, discountsOf } from "./counting/discounts.ts";
import { RecordSorter } from "./counting/record-sorter.ts";
import { NgramModel } from "./ngram-model.ts";
import { checkNgramSettings, type NgramSettings } from "./ngram-settings.ts";
import type { Sentence, Vocabulary } from "./vocabulary.ts";

/** Bytes that sorting takes for each number of a record that it holds: the buffer, its order twice and the sorted copy. */
const BYTES_PER_NUMBER = 16;
const BUFFERED = 4096;

type Checked = ReturnType<typeof checkNgramSettings>;

/** Sorters of one training, which share its memory and folder. */
function sorterFactory({ order, minimumWriters, memoryMb }: Checked, folder: string) {
  const numbers = (memoryMb * 2 ** 20) / BYTES_PER_NUMBER / (minimumWriters > 1 ? 2 * order + 1 : order + 1);
  return (name: string, width: number, keys: readonly number[]): RecordSorter =>
    new RecordSorter({ width, keys, records: Math.max(64, Math.floor(numbers / width)), folder, name });
}

const ascending = (length: number): number[] => Array.from({ length }, (_, column) => column);

/** Counts the longest n-grams, and who wrote n-grams of each length where that matters. */
function count(sentences: Iterable<Sentence>, vocabulary: Vocabulary, settings: Checked, sorters: ReturnType<typeof sorterFactory>) {
  const { order, endings, minimumWriters } = settings;
  const longest = sorters("longest", order + 1, ascending(order).reverse());
  const buffer = new RecordBuffer(order + 1, BUFFERED, (records) => longest.add(records));
  const written = minimumWriters > 1 ? ascending(order).map((below) => sorters(`written${below}`, below + 3, ascending(below + 2))) : [];
  const writtenBuffers = written.map((sorter, below) => new RecordBuffer(below + 3, BUFFERED, (records) => sorter.add(records)));
  let words = 0;
  for (const { words: texts, writer = 0 } of sentences) {
    const ids = vocabulary.encode(texts);
    words += ids.length;
    addLongest(ids, order, endings, buffer);
    addWritten(ids, writer, endings, writtenBuffers);
  }
  buffer.flush();
  for (const one of writtenBuffers) one.flush();
  if (words === 0) throw new MillwrightError("MODELING_TEXT_EMPTY", "the sentences hold no words.", "Give text to learn from.");
  return { longest, written, words };
}

/** Adjusted counts of all lengths in the order of their words, with the counts of counts of each. */
function adjust(longest: RecordSorter, order: number, sorters: ReturnType<typeof sorterFactory>) {
  const adjusted = ascending(order).map((below) => sorters(`adjusted${below}`, below + 2, ascending(below + 1)));
  const frequencies = ascending(order).map(() => new Float64Array(5));
  const adjuster = new CountAdjuster(order, (length, records) => {
    adjusted[length - 1]?.add(records);
    const own = frequencies[length - 1] ?? new Float64Array(5);
    for (let at = length; at < records.length; at += length + 1) {
      const value = records[at] ?? 0;
      if (value < 5) own[value] = (own[value] ?? 0) + 1;
    }
  });
  for (const block of longest.sorted()) adjuster.feed(block);
  adjuster.finish();
  return { adjusted, discounts: frequencies.map(discountsOf) };
}

/** Estimates the lengths from the longest down, since a context is kept where a longer n-gram needs it. */
function estimate(adjusted: readonly RecordSorter[], written: readonly RecordSorter[], discounts: readonly Discounts[], settings: Checked) {
  const orders: EstimatedOrder[] = [];
  let longer: ContextList | undefined;
  for (let length = settings.order; length >= 1; length--) {
    const { minimumCounts, minimumWriters } = settings;
    const sorter = written[length - 1];
    const guarded = sorter !== undefined && length > 1;
    const estimator = new OrderEstimator({
      length,
      discounts: discounts[length - 1]?.values ?? new Float64Array(4),
      minimumCount: minimumCounts[Math.min(length, minimumCounts.length) - 1] ?? 1,
      ...(guarded ? { writers: { minimum: minimumWriters, next: writersIn(sorter, length) } } : {}),
      ...(longer === undefined ? {} : { longer }),
    });
    for (const block of adjusted[length - 1]?.sorted() ?? []) estimator.feed(block);
    const order = estimator.finish();
    orders.unshift(order);
    longer = order.contexts;
  }
  return orders;
}

function writersIn(sorter: RecordSorter, length: number): () => number {
  const counts = new WriterCounts(length, sorter.sorted());
  return () => counts.next();
}

/**
 * Learns an interpolated n-gram model with modified Kneser–Ney smoothing. Counts are sorted, in memory or on disk, so that text may be
 * larger than memory; what is kept of it must fit. The same text gives the same model, however much memory there is.
 * @param sentences - read once.
 * @returns a model whose `learned` says how many n-grams of each length are kept and whether discounts had to be assumed.
 * @throws MODELING_TEXT_EMPTY, MODELING_SETTING_INVALID, MODELING_ABORTED
 * @see Chen and Goodman (1998), "An Empirical Study of Smoothing Techniques for Language Modeling"; Heafield et al. (2013), "Scalable
 * Modified Kneser-Ney Language Model Estimation", ACL.
 * @example const model = trainNgrams(sentences, buildVocabulary(sentences), { order: 5 });
 */
export function trainNgrams(sentences: Iterable<Sentence>, vocabulary: Vocabulary, settings: NgramSettings = {}): NgramModel {
  const checked = checkNgramSettings(settings);
  const folder = mkdtempSync(join(settings.folder ?? tmpdir(), "ngrams-"));
  try {
    const sorters = sorterFactory(checked, folder);
    const { longest, written, words } = count(unlessAborted(sentences, settings.signal), vocabulary, checked, sorters);
    const { adjusted, discounts } = adjust(longest, checked.order, sorters);
    const orders = estimate(adjusted, written, discounts, checked);
    const exact = buildTrie(orders, vocabulary.size, checked.open);
    const trie = checked.quantize ? quantizeTrie(exact) : exact;
    const runs = [longest, ...written, ...adjusted].reduce((sum, sorter) => sum + sorter.runs, 0);
    return new NgramModel(vocabulary, trie, {
      endings: checked.endings,
      open: checked.open,
      learned: { words, runs, assumedDiscounts: discounts.filter(({ fallback }) => fallback).length },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* unlessAborted(sentences: Iterable<Sentence>, signal: AbortSignal | undefined): Generator<Sentence> {
  for (const sentence of sentences) {
    if (signal?.aborted === true) {
      throw new MillwrightError("MODELING_ABORTED", "counting n-grams was stopped by the caller.", "Start it again when there is time.");
    }
    yield sentence;
  }
}
