import { countDistinct, HASH_MODULUS, type SparseMatrix } from "../../../kernels/index.ts";
import { bitwiseAnd, div, gather, labelEncoder, max, mod, mul, reduceSum, sqrt, type Value } from "../../../onnx/index.ts";
import type { Table } from "../../tables/table.ts";
import type { FeatureOutput, FittedFeature, GraphInput } from "../feature.ts";
import { type CommonSettings, requireSetting } from "../feature-name.ts";
import { inputValue } from "../graph-inputs.ts";
import { runFragment } from "../run-fragment.ts";
import { emitDistinct } from "./distinct.ts";
import { nameNgrams } from "./ngram-names.ts";
import { emitNgrams, type NgramPlan } from "./ngrams.ts";

/** How n-grams become columns and weights. */
export interface BagSettings extends CommonSettings {
  /** Hashing: n-grams share this many columns by hash; nothing is learned. */
  readonly buckets?: number;
  /** Instead of hashing: the n-grams that are in most training rows get a column each, this many at the most. */
  readonly vocabulary?: number;
  /** Vocabulary: n-grams in fewer training rows get no column; 2 unless told. */
  readonly minimumCount?: number;
  /**
   * "count": each occurrence counts 1. "binary": an n-gram counts once per row.
   * "tfidf": count · (ln((1 + rows) / (1 + rows with it)) + 1), each row scaled to length 1. "count" unless told.
   */
  readonly weighting?: "count" | "binary" | "tfidf";
}

/** From hash to column: by bucket, or by the learned list. */
interface Columns {
  readonly width: number;
  /** Hashes of the vocabulary by column; undefined when hashed. */
  readonly vocabulary?: readonly number[];
  /** Training rows that hold each column; only where weights need it. */
  readonly rowsWith?: Float64Array;
}

/** Weight of each column for tf-idf, with a last 0 for padding. */
function inverseFrequencies(rowsWith: Float64Array, rows: number): Float32Array {
  const weights = new Float32Array(rowsWith.length + 1);
  rowsWith.forEach((count, column) => {
    weights[column] = Math.log((1 + rows) / (1 + count)) + 1;
  });
  return weights;
}

function columnOf(hashes: Value, { width, vocabulary }: Columns): Value {
  const { graph } = hashes;
  if (vocabulary !== undefined) {
    if (vocabulary.length === 0) return labelEncoder(hashes, { keys: [-1], values: [0], otherwise: width });
    return labelEncoder(hashes, { keys: vocabulary, values: vocabulary.map((_, column) => column), otherwise: width });
  }
  const isPowerOfTwo = Number.isInteger(Math.log2(width));
  return isPowerOfTwo ? bitwiseAnd(hashes, graph.scalar(width - 1, "int64")) : mod(hashes, graph.scalar(width, "int64"));
}

/** Count times inverse frequency, each row scaled to length 1. */
function emitTfIdf(index: Value, count: Value, frequencies: Float32Array): Value {
  const weight = mul(count, gather(index.graph.constant(frequencies), index));
  const length = sqrt(reduceSum(mul(weight, weight), [1], true));
  return div(weight, max(length, index.graph.scalar(1e-12)));
}

function emitBag(x: Value, plan: NgramPlan, columns: Columns, weighting: string, frequencies: Float32Array | undefined): FeatureOutput {
  const bags = emitNgrams(x, plan, x.graph.scalar(columns.width, "int64"), (hashes) => columnOf(hashes, columns));
  if (weighting === "count") return { sparse: { index: bags } };
  const { index, count } = emitDistinct(bags, columns.width);
  if (frequencies === undefined) return { sparse: { index } };
  return { sparse: { index, weight: emitTfIdf(index, count, frequencies) } };
}

/** Runs n-grams over the training rows; their columns are buckets, or the hashes themselves where a vocabulary is to be found. */
async function trainingBags(table: Table, input: GraphInput, plan: NgramPlan, buckets: number | undefined): Promise<SparseMatrix> {
  const width = buckets ?? HASH_MODULUS;
  const emit = (inputs: ReadonlyMap<string, Value>): FeatureOutput => {
    const x = inputValue(inputs, input);
    const column = (hashes: Value): Value => (buckets === undefined ? hashes : columnOf(hashes, { width }));
    return { sparse: { index: emitNgrams(x, plan, x.graph.scalar(width, "int64"), column) } };
  };
  const { sparse } = await runFragment({ inputs: [input], denseWidth: 0, sparseWidth: width, emit }, table);
  return sparse as SparseMatrix;
}

/** The n-grams of most rows, the most frequent first; equals by hash, so that the order is the same everywhere. */
function chooseVocabulary(bags: SparseMatrix, size: number, minimumCount: number): Columns {
  const chosen = countDistinct(bags.index, minimumCount)
    .sort((a, b) => b.count - a.count || a.value - b.value)
    .slice(0, size);
  return {
    width: Math.max(1, chosen.length),
    vocabulary: chosen.map(({ value }) => value),
    rowsWith: Float64Array.from({ length: Math.max(1, chosen.length) }, (_, column) => chosen[column]?.count ?? 0),
  };
}

async function learnColumns(table: Table, input: GraphInput, plan: NgramPlan, settings: BagSettings, buckets: number): Promise<Columns> {
  if (settings.vocabulary !== undefined) {
    return chooseVocabulary(await trainingBags(table, input, plan, undefined), settings.vocabulary, settings.minimumCount ?? 2);
  }
  if (settings.weighting !== "tfidf") return { width: buckets };
  const bags = await trainingBags(table, input, plan, buckets);
  const rowsWith = new Float64Array(buckets);
  for (const column of bags.index) rowsWith[column] = (rowsWith[column] ?? 0) + 1;
  return { width: buckets, rowsWith };
}

/** Learns a bag of n-grams of one column. */
export async function fitBag(
  head: { readonly name: string; readonly group: string },
  table: Table,
  input: GraphInput,
  plan: NgramPlan,
  settings: BagSettings & { readonly buckets: number },
): Promise<FittedFeature> {
  const { weighting = "count" } = settings;
  const columns = await learnColumns(table, input, plan, settings, settings.buckets);
  const frequencies =
    weighting === "tfidf" && columns.rowsWith !== undefined ? inverseFrequencies(columns.rowsWith, table.rows) : undefined;
  const names = columns.vocabulary === undefined ? [head.name] : nameNgrams(table, input, plan, columns.vocabulary);
  return {
    ...head,
    inputs: [input],
    width: columns.width,
    sparse: true,
    outputNames: names.length > 0 ? names : [`${input.column} (nothing learned)`],
    emit: (inputs) => emitBag(inputValue(inputs, input), plan, columns, weighting, frequencies),
    learned: { columns: columns.width, hashed: columns.vocabulary === undefined, weighting, ngrams: [plan.from, plan.to] },
  };
}

/** @throws DATA_FEATURE_SETTING */
export function checkBag(name: string, ngrams: readonly [number, number], settings: BagSettings, longest: number): void {
  const [from, to] = ngrams;
  const isRange = Number.isInteger(from) && Number.isInteger(to) && 1 <= from && from <= to && to <= longest;
  requireSetting(isRange, name, `ngrams is [${from}, ${to}].`, `Give the shortest and the longest, from 1 to ${longest}.`);
  const isCount = (value: number | undefined): boolean =>
    value === undefined || (Number.isInteger(value) && value >= 1 && value <= 2 ** 26);
  requireSetting(isCount(settings.buckets), name, `buckets is ${settings.buckets}.`, "Give a whole number from 1 to 2^26.");
  requireSetting(isCount(settings.vocabulary), name, `vocabulary is ${settings.vocabulary}.`, "Give a whole number from 1 to 2^26.");
  const isOne = settings.buckets === undefined || settings.vocabulary === undefined;
  requireSetting(isOne, name, "both buckets and a vocabulary were given.", "Give one of the two.");
}
