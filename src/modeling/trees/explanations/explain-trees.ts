import { MillwrightError } from "../../../errors/index.ts";
import { type CoverKind, explainAgainst, type FeatureMatrix, PathExplainer } from "../../../kernels/index.ts";
import { denseValues } from "../dense-values.ts";
import type { TreeEnsemble } from "../tree-ensemble.ts";

/** How an ensemble is explained. */
export interface TreeExplanationSettings {
  /**
   * Rows whose values stand in for columns that are not known ("interventional"): right where columns depend on each other. Without
   * them, unknown columns go both ways at a node, in the shares of the training rows ("path-dependent"): faster.
   */
  readonly background?: FeatureMatrix;
  /** Shares by the sums of hessians, as XGBoost has them, or by rows, as LightGBM has them; "weight" unless told. */
  readonly cover?: CoverKind;
}

/** Shapley values of some rows: `base[output]` plus the values of all columns is the score before the link. */
export interface TreeExplanation {
  readonly rows: number;
  readonly outputs: number;
  readonly columns: number;
  /** The score that is expected when nothing is known; length outputs. */
  readonly base: Float64Array;
  /** [rows, outputs, columns], in units of the score. */
  readonly values: Float64Array;
}

/** Explains rows of one ensemble; made once, used for many. */
export interface TreeExplainer {
  /** @throws MODELING_FEATURES_REFUSED */
  explain(features: FeatureMatrix): TreeExplanation;
  /**
   * What pairs of columns do together beyond what each does alone, [rows, outputs, columns, columns]: symmetric, half of the effect on
   * each side; a column's numbers sum to its Shapley value. Only without a background.
   * @throws MODELING_FEATURES_REFUSED, MODELING_SETTING_INVALID
   */
  interactions(features: FeatureMatrix): Float64Array;
}

function refuseUncounted(ensemble: TreeEnsemble, cover: CoverKind): void {
  const isCounted = ensemble.trees.every((tree) => {
    const counts = cover === "weight" ? tree.leafWeight : tree.leafRows;
    return tree.feature.length === 0 || counts.some((count) => count > 0);
  });
  if (isCounted) return;
  const what = cover === "weight" ? "weights" : "numbers of rows";
  throw new MillwrightError(
    "MODELING_COVER_MISSING",
    `the trees do not say the ${what} of their training rows at each node.`,
    `Give a background, or cover: "${cover === "weight" ? "rows" : "weight"}" where the trees say these.`,
  );
}

function pathExplainer(ensemble: TreeEnsemble, cover: CoverKind): TreeExplainer {
  refuseUncounted(ensemble, cover);
  const { outputs, columns } = ensemble;
  const explainer = new PathExplainer(ensemble, cover);
  return {
    explain(features) {
      const values = explainer.values(denseValues("the ensemble", columns, features), features.rows);
      return { rows: features.rows, outputs, columns, base: explainer.base.slice(), values };
    },
    interactions: (features) => explainer.interactions(denseValues("the ensemble", columns, features), features.rows),
  };
}

function backgroundExplainer(ensemble: TreeEnsemble, background: FeatureMatrix): TreeExplainer {
  const { outputs, columns } = ensemble;
  const others = denseValues("the ensemble", columns, background);
  if (background.rows === 0) {
    throw new MillwrightError("MODELING_TOO_FEW_ROWS", "the background has no rows.", "Give one row at least; a hundred are usual.");
  }
  return {
    explain(features) {
      const values = denseValues("the ensemble", columns, features);
      return { rows: features.rows, outputs, columns, ...explainAgainst(ensemble, values, features.rows, others, background.rows) };
    },
    interactions() {
      throw new MillwrightError(
        "MODELING_SETTING_INVALID",
        "interactions were asked for against a background.",
        "Leave the background out: interactions are found from the shares of the training rows.",
      );
    },
  };
}

/**
 * Exact Shapley values of an ensemble's scores (TreeSHAP), per row, output and column; they add up to the score within 1e-9.
 * @throws MODELING_COVER_MISSING, MODELING_TREES_TOO_DEEP, MODELING_FEATURES_REFUSED, MODELING_TOO_FEW_ROWS
 * @see Lundberg et al. (2020), "From local explanations to global understanding with explainable AI for trees", Nature Machine Intelligence 2
 * @example const { base, values } = explainTrees(model.ensemble).explain(features);
 */
export function explainTrees(ensemble: TreeEnsemble, settings: TreeExplanationSettings = {}): TreeExplainer {
  if (settings.background !== undefined) return backgroundExplainer(ensemble, settings.background);
  return pathExplainer(ensemble, settings.cover ?? "weight");
}
