import type { FileFaults } from "../file-faults.ts";
import { atMost, justBelow } from "../float32-bounds.ts";

/** A question in the form of `Tree`. */
export interface Question {
  readonly threshold: number;
  readonly categories?: Int32Array;
  /** True where the way of yes is the left child. */
  readonly yesIsLeft: boolean;
  readonly missingLeft: boolean;
}

/** How a node of ONNX asks, in the order of their numbers in TreeEnsemble. */
export const branchModes = ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ", "BRANCH_MEMBER"] as const;

/** One category. A number that is none is a question that trees here cannot ask. @throws MODELING_FILE_UNSUPPORTED */
function single(value: number, faults: FileFaults): Int32Array {
  if (Number.isInteger(value) && value >= 0) return Int32Array.of(value);
  return faults.unsupported(
    `has a node that asks whether a column equals ${value}.`,
    "Use a model whose nodes compare numbers by order, or ask for categories 0, 1, 2, ….",
  );
}

/**
 * A node's question. Missing values go the way of yes where the node says so, else the way of no, because no comparison is true of NaN
 * (but it differs from every number).
 * @throws MODELING_FILE_UNSUPPORTED
 */
export function questionOf(
  mode: string,
  value: number,
  members: Int32Array | undefined,
  missingYes: boolean,
  faults: FileFaults,
): Question {
  switch (mode) {
    case "BRANCH_LEQ":
      return { threshold: atMost(value), yesIsLeft: true, missingLeft: missingYes };
    case "BRANCH_LT":
      return { threshold: justBelow(value), yesIsLeft: true, missingLeft: missingYes };
    case "BRANCH_GT":
      return { threshold: atMost(value), yesIsLeft: false, missingLeft: !missingYes };
    case "BRANCH_GTE":
      return { threshold: justBelow(value), yesIsLeft: false, missingLeft: !missingYes };
    case "BRANCH_EQ":
      return { threshold: Number.NaN, categories: single(value, faults), yesIsLeft: true, missingLeft: missingYes };
    case "BRANCH_NEQ":
      return { threshold: Number.NaN, categories: single(value, faults), yesIsLeft: false, missingLeft: false };
    case "BRANCH_MEMBER":
      return { threshold: Number.NaN, ...(members && { categories: members }), yesIsLeft: true, missingLeft: missingYes };
    default:
      return faults.invalid(`a node of its trees has the mode "${mode}".`);
  }
}
