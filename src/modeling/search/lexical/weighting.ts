import { normaliseSparseRows, type SparseMatrix, type TokenRuns } from "../../../kernels/index.ts";
import { checkChoice, checkNumber } from "../../fitting/check-settings.ts";

/** A field of a document and how much it counts. */
export interface SearchField {
  /** Column that holds its text. */
  readonly name: string;
  /** Occurrences in this field count so often; 1 unless told. */
  readonly weight?: number;
  /** BM25F: how much a long field is held against it, from 0 to 1; 0.75 unless told. */
  readonly lengthPenalty?: number;
}

/** How occurrences become scores. */
export interface WeightingSettings {
  /** "bm25" (BM25F with several fields) or "tfidf" (cosine). */
  readonly kind: "bm25" | "tfidf";
  /** BM25: how soon more occurrences add nothing; 1.2 unless told. */
  readonly saturation?: number;
  /** tf-idf: 1 + ln(occurrences) in place of occurrences; false unless told. */
  readonly sublinear?: boolean;
}

/** What the documents look like as a whole; frozen when the lists are built. */
export interface CollectionStatistics {
  readonly documents: number;
  /** Mean length of each field in terms. */
  readonly meanLengths: Float64Array;
  /** Documents with each term. */
  readonly frequencies: Int32Array;
}

/** @throws MODELING_SETTING_INVALID */
export function checkWeighting({ kind, saturation = 1.2 }: WeightingSettings, fields: readonly SearchField[]): void {
  checkChoice("weighting", "kind", kind, ["bm25", "tfidf"]);
  checkNumber("weighting", "saturation", saturation, { least: 0 });
  for (const { name, weight = 1, lengthPenalty = 0.75 } of fields) {
    checkNumber(`field "${name}"`, "weight", weight, { above: 0 });
    checkNumber(`field "${name}"`, "lengthPenalty", lengthPenalty, { least: 0, most: 1 });
  }
}

/** ln(1 + (N − n + ½) / (n + ½)): never negative. */
export function bm25Rarity(documents: number, frequency: number): number {
  return Math.log(1 + (Math.max(0, documents - frequency) + 0.5) / (frequency + 0.5));
}

/** ln((1 + N) / (1 + n)) + 1. */
export function tfidfRarity(documents: number, frequency: number): number {
  return Math.log((1 + documents) / (1 + frequency)) + 1;
}

/** Mean length of each field in terms, over the documents marked with 1. */
export function meanLengths({ documents, fields, fieldStarts }: TokenRuns, alive: Uint8Array): Float64Array {
  const sums = new Float64Array(fields);
  let counted = 0;
  for (let document = 0; document < documents; document++) {
    if (alive[document] !== 1) continue;
    counted++;
    for (let field = 0; field < fields; field++) {
      const at = document * fields + field;
      sums[field] = (sums[field] ?? 0) + (fieldStarts[at + 1] ?? 0) - (fieldStarts[at] ?? 0);
    }
  }
  return sums.map((sum) => sum / Math.max(1, counted));
}

/** What one occurrence in each field of each document counts, length documents · fields. */
export function occurrenceFactors(
  { documents, fields, fieldStarts }: TokenRuns,
  settings: readonly SearchField[],
  { kind }: WeightingSettings,
  { meanLengths }: CollectionStatistics,
): Float64Array {
  return Float64Array.from({ length: documents * fields }, (_, at) => {
    const { weight = 1, lengthPenalty = 0.75 } = settings[at % fields] ?? { name: "" };
    if (kind === "tfidf") return weight;
    const mean = meanLengths[at % fields] ?? 0;
    const length = (fieldStarts[at + 1] ?? 0) - (fieldStarts[at] ?? 0);
    return weight / (1 - lengthPenalty + (mean > 0 ? (lengthPenalty * length) / mean : 0) || 1);
  });
}

/** Turns sums of occurrences into the weights that are stored, in place. */
export function finishWeights(bags: SparseMatrix, settings: WeightingSettings, { documents, frequencies }: CollectionStatistics): void {
  const { index, value } = bags;
  const { kind, saturation = 1.2, sublinear = false } = settings;
  if (kind === "bm25") {
    for (let n = 0; n < value.length; n++) {
      const occurrences = value[n] ?? 0;
      value[n] = (occurrences * (saturation + 1)) / (occurrences + saturation);
    }
    return;
  }
  const rarity = Float64Array.from(frequencies, (frequency) => tfidfRarity(documents, frequency));
  for (let n = 0; n < value.length; n++) {
    const occurrences = value[n] ?? 0;
    value[n] = (sublinear ? 1 + Math.log(Math.max(1, occurrences)) : occurrences) * (rarity[index[n] ?? 0] ?? 0);
  }
  normaliseSparseRows(bags);
}
