import type { Tree } from "../../kernels/index.ts";

/** Every link, in an order that stored models rely on. */
export const treeLinks = ["identity", "sigmoid", "softmax", "one_vs_rest", "exponential"] as const;

/**
 * How an ensemble's scores become predictions. `one_vs_rest` is a sigmoid of each score, divided by their sum;
 * `sigmoid` and `exponential` look at each score alone.
 */
export type TreeLink = (typeof treeLinks)[number];

/** Trees whose leaf values are added up: what boosting and forests learn, and what other libraries' model files hold. Plain data. */
export interface TreeEnsemble {
  /** Width of the rows that it reads. */
  readonly columns: number;
  readonly outputs: number;
  /** Where the sum of each output starts; length outputs. */
  readonly base: Float64Array;
  /** In the order in which they are added; `tree.output` says to which output. */
  readonly trees: readonly Tree[];
  readonly link: TreeLink;
  /** Per column: 1 where 0 stands for a missing value. */
  readonly zeroIsMissing?: Uint8Array;
  /** Length columns. */
  readonly columnNames?: readonly string[];
}
