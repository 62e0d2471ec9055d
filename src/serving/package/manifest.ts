import type { ColumnRule, Derivations, GraphInput, Window } from "../../data/index.ts";
import type { ListTaskKind, Rung, TaskKind } from "../../modeling/index.ts";
import type { ListRules } from "../catalogues/list-rules.ts";
import type { Exploration } from "../catalogues/thompson-slot.ts";

/** What stands in `format` of every manifest. */
export const packageFormat = "millwright-package";

/** The format version that this release writes, and the newest that it reads. */
export const packageVersion = 1;

/** A metric with its 95 % interval. */
export interface PackagedMetric {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What a caller sends and what the graph takes and gives. */
export interface Signature {
  /** Columns of a request, in order. */
  readonly columns: readonly ColumnRule[];
  /** Inputs of the graph: columns of the request, of `history` or of `derived`, in an encoding. Empty where a rule predicts. */
  readonly inputs: readonly GraphInput[];
  /** Outputs of the graph: "prediction", and "low", "high" where intervals exist. */
  readonly outputs: readonly string[];
  /** Columns that the server derives from each entity's past: name → window. */
  readonly history: Readonly<Record<string, Window>>;
  /** Columns that are computed beside the graph, in this order. */
  readonly derived?: Derivations;
  /** A made-up row, for documentation. */
  readonly example?: Readonly<Record<string, unknown>>;
}

/** How a finder's package is asked. Its `signature.columns` are the asker and what else a request carries. */
export interface FinderSignature {
  /** Kind of the learner, as the registry names it. */
  readonly kind: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Column of the asker in a request. */
  readonly asker: string;
  /** Column of the item in an event. */
  readonly item: string;
  /** Whether an item may be answered to an asker that knows it already. */
  readonly repeats: boolean;
  /** Whether askers are items of the catalogue. */
  readonly sameIds: boolean;
  /** Length of a list unless a request asks for another. */
  readonly k: number;
  readonly items: number;
  readonly askers: number;
  /** What every list keeps. */
  readonly rules?: ListRules;
  /** How new items get a chance. */
  readonly explore?: Exploration;
  /** Columns of the catalogue. */
  readonly catalogue: readonly ColumnRule[];
}

/** What is done with a prediction. */
export interface Policy {
  /** Binary: P(positive) from which acting costs less than passing, in [0, 1]. */
  readonly threshold?: number;
  /** Where the threshold comes from, in one sentence. */
  readonly costsNote?: string;
  /** Confidence below which a person decides, in [0, 1]. */
  readonly deferBelow?: number;
  /** Regression: share of truths that [low, high] holds, in (0, 1). */
  readonly intervalCoverage?: number;
  /** Lists: score of the first item below which nothing is shown. */
  readonly showAbove?: number;
  /** Lists: share of the sure ones that is not shown all the same, in (0, 1). */
  readonly withhold?: number;
  /** Ranking: what scores are divided by before their softmax is the probability of being the best of a list; above 0. */
  readonly listTemperature?: number;
}

/** One requirement of the brief, as the run measured it. */
export interface PackagedVerdict {
  readonly name: string;
  readonly measured: number;
  readonly bound: number;
  readonly met: boolean;
}

/** How far the package's graph was from the trainer. */
export interface Parity {
  readonly rows: number;
  /** Largest |graph − trainer| / max(1, |trainer|). */
  readonly largestDifference: number;
}

/** The contents of `millwright.json`. It holds no times, so equal runs give equal packages. */
export interface Manifest {
  readonly format: typeof packageFormat;
  readonly formatVersion: number;
  /**
   * "graph": `model.onnx` predicts. "rule": a function of the system predicts, see `loadModel`. "finder": `finder.safetensors` finds items of
   * `catalogue.safetensors`, see `loadCatalogue`.
   */
  readonly kind: "graph" | "rule" | "finder";
  /** SHA-256 (hex) over the graph's hash, signature, policy and metrics: equal runs give equal ids. */
  readonly id: string;
  readonly system: { readonly name: string; readonly title: string };
  readonly candidate: { readonly name: string; readonly rung: Rung };
  readonly task: {
    readonly kind: TaskKind | ListTaskKind;
    readonly target: string;
    /** Ranking: the column that names each row's query. */
    readonly query?: string;
    /** Names by code; binary: [negative, positive]; empty where answers are numbers or lists. */
    readonly classes: readonly string[];
  };
  readonly signature: Signature;
  /** How lists are found, where the package is a finder. */
  readonly finder?: FinderSignature;
  readonly policy: Policy;
  readonly data: { readonly source: string; readonly simulated: boolean; readonly fingerprint: string; readonly rows: number };
  readonly seed: number;
  readonly metrics: {
    readonly validation: Readonly<Record<string, PackagedMetric>>;
    readonly test: Readonly<Record<string, PackagedMetric>>;
  };
  readonly requirements: readonly PackagedVerdict[];
  readonly parity: Parity;
  /** Versions of millwright, onnxruntime and node that made it. */
  readonly engines: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly bytes: number }>>;
  /** SHA-256 (hex) over everything else in the manifest. */
  readonly checksum: string;
}

/** What is told to `writePackage`; the rest of the manifest follows from it. */
export interface PackageContents extends Omit<Manifest, "format" | "formatVersion" | "kind" | "id" | "engines" | "files" | "checksum"> {
  /** The ONNX model; absent where a rule predicts. */
  readonly graph?: Uint8Array;
  /** The entity history up to the last training row, as safetensors. */
  readonly history?: Uint8Array;
  /** What a finder has learned, as safetensors. */
  readonly finderTensors?: Uint8Array;
  /** Ids and rows of the items, as safetensors. */
  readonly catalogue?: Uint8Array;
  /** What is known of each asker, as safetensors. */
  readonly askerHistories?: Uint8Array;
  /** What derived columns have learned, as safetensors. */
  readonly derivations?: Uint8Array;
  /** Files for people that lie beside ("design.md"); anyone may change them, so they are not hashed. */
  readonly documents?: Readonly<Record<string, string>>;
}
