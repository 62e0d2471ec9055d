import type { Finder, FindRequest, FittedFinder, SavedFinder } from "../../finding/finder.ts";
import { rankedLists } from "../../finding/ranked-lists.ts";
import { checkChoice, checkNumber } from "../../fitting/check-settings.ts";
import type { AnalyzerSettings } from "../analysis/analyzer.ts";
import { fitCoOccurrence } from "../embeddings/co-occurrence.ts";
import { fitLsa } from "../embeddings/lsa.ts";
import { fitRandomProjection } from "../embeddings/random-projection.ts";
import { loadTermVectorEncoder } from "../embeddings/term-vectors.ts";
import type { InstantEncoder } from "../embeddings/text-encoder.ts";
import { indexInvalid } from "../index-invalid.ts";
import { ApproximateIndex } from "../vectors/approximate-index.ts";
import { ExactIndex } from "../vectors/exact-index.ts";
import type { VectorIndex } from "../vectors/vector-index.ts";
import { requestText, textsOfCatalogue } from "./texts-of-catalogue.ts";

/** Settings of `vectorFinder`. Plain data. */
export interface VectorFinderSettings {
  /** Columns of the request whose texts are the query. */
  readonly query: readonly string[];
  /** Column of the catalogue that is encoded. */
  readonly document: string;
  /** Where vectors come from; "co_occurrence" unless told. */
  readonly encoder?: "co_occurrence" | "lsa" | "random_projection";
  /** 100 unless told. */
  readonly dimensions?: number;
  readonly analyzer?: AnalyzerSettings;
  /** "exact" (unless told) looks at all vectors, "approximate" at a few through a graph. */
  readonly index?: "exact" | "approximate";
}

const KIND = "vector_search";
const encoders = { co_occurrence: fitCoOccurrence, lsa: fitLsa, random_projection: fitRandomProjection } as const;

function fitted(encoder: InstantEncoder, index: VectorIndex, settings: VectorFinderSettings, seed: number): FittedFinder {
  const vectorOf = (request: FindRequest): Float32Array => encoder.encodeNow([requestText(request, settings.query)]);
  return {
    name: KIND,
    learned: { documents: index.size, dimensions: encoder.dimensions },
    find: (requests, { k, allow }) => {
      checkNumber(KIND, "k", k, { least: 1, whole: true });
      const empty = { items: new Int32Array(0), scores: new Float64Array(0) };
      const rows = requests.map((request) => {
        const vector = vectorOf(request);
        // Nothing of the text is known: no item is nearer than another.
        if (vector.every((value) => value === 0)) return empty;
        return index.search(vector, { k, ...(allow === undefined ? {} : { allow: (item: number) => allow(item, request) }) });
      });
      return rankedLists(k, rows);
    },
    score: (request, items) => {
      const vector = vectorOf(request);
      const stored = index.vectors();
      return Float64Array.from(items, (item) => {
        let sum = 0;
        for (let j = 0; j < vector.length; j++) sum += (vector[j] ?? 0) * (stored[item * vector.length + j] ?? 0);
        return sum;
      });
    },
    explain: () => ({ sentence: "its words keep the same company" }),
    save: () => {
      const saved = encoder.save();
      const own = { kind: saved.kind, settings: saved.settings };
      return { kind: KIND, settings: { ...settings, seed, saved: own }, tensors: { ...saved.tensors, documents: index.vectors().slice() } };
    },
  };
}

function indexOf(documents: Float32Array, dimensions: number, { index }: VectorFinderSettings, seed: number): VectorIndex {
  const made = index === "approximate" ? new ApproximateIndex(dimensions, {}, seed) : new ExactIndex(dimensions, seed);
  made.addAll(documents);
  return made;
}

/**
 * Finds documents whose words keep the company of the query's: vectors of a learned encoder in an exact or an approximate index.
 * @throws MODELING_SETTING_INVALID
 * @example vectorFinder({ query: ["title"], document: "title", encoder: "lsa", index: "approximate" })
 */
export function vectorFinder(settings: VectorFinderSettings): Finder {
  const { encoder: name = "co_occurrence", dimensions = 100, analyzer = {}, index = "exact", query } = settings;
  checkNumber(KIND, "query columns", query.length, { least: 1 });
  checkChoice(KIND, "encoder", name, Object.keys(encoders));
  checkChoice(KIND, "index", index, ["exact", "approximate"]);
  return {
    name: KIND,
    settings: { ...settings },
    fit: async ({ catalogue }, { seed }) => {
      const texts = textsOfCatalogue(catalogue, [settings.document]).map((fields) => fields[settings.document] ?? "");
      const encoder = encoders[name](texts, { dimensions, analyzer }, seed);
      return fitted(encoder, indexOf(encoder.encodeNow(texts), encoder.dimensions, settings, seed), settings, seed);
    },
  };
}

/** A vector finder from what was saved. @throws MODELING_INDEX_INVALID */
export function restoreVectorFinder({ settings, tensors }: SavedFinder): FittedFinder {
  const { seed, saved, ...rest } = settings as unknown as VectorFinderSettings & {
    readonly seed: number;
    readonly saved: { readonly kind: string; readonly settings: Readonly<Record<string, unknown>> };
  };
  const { documents, ...own } = tensors;
  if (!(documents instanceof Float32Array)) throw indexInvalid("the vectors of its documents are missing");
  const encoder = loadTermVectorEncoder({ ...saved, tensors: own });
  return fitted(encoder, indexOf(documents, encoder.dimensions, rest, seed), rest, seed);
}
