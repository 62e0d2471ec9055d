import { MillwrightError } from "../../errors/index.ts";
import { type FeatureMatrix, TreePredictor } from "../../kernels/index.ts";
import type { Fitted } from "../estimator.ts";
import { applyLink } from "./apply-link.ts";
import { denseValues } from "./dense-values.ts";
import { emitTrees } from "./emit-trees.ts";
import { treeImportance } from "./explanations/tree-importance.ts";
import type { TreeEnsemble } from "./tree-ensemble.ts";

/** A fitted ensemble of trees. */
export interface FittedTrees extends Fitted {
  readonly ensemble: TreeEnsemble;
  /** Scores before the link, row-major [rows, outputs]. @throws MODELING_FEATURES_REFUSED */
  scores(features: FeatureMatrix): Float64Array;
}

function countLeaves(ensemble: TreeEnsemble): number {
  return ensemble.trees.reduce((sum, tree) => sum + tree.value.length, 0);
}

/**
 * A fitted model from an ensemble of trees, whoever grew it.
 * @param learned - what else the fit found out, for the design document.
 * @example const model = fittedTrees("boosted_trees", ensemble, { iterations: 120 });
 */
export function fittedTrees(name: string, ensemble: TreeEnsemble, learned: Fitted["learned"] = {}): FittedTrees {
  let predictor: TreePredictor | undefined;
  const scores = (features: FeatureMatrix): Float64Array => {
    predictor ??= new TreePredictor(ensemble);
    return predictor.scores(denseValues(name, ensemble.columns, features), features.rows);
  };
  return {
    name,
    ensemble,
    importance: treeImportance(ensemble, "gain"),
    learned: { trees: ensemble.trees.length, leaves: countLeaves(ensemble), ...learned },
    scores,
    predict(features) {
      const values = scores(features);
      applyLink(ensemble.link, values, ensemble.outputs);
      return { rows: features.rows, width: ensemble.outputs, values };
    },
    emit({ dense }) {
      if (dense === undefined)
        throw new MillwrightError("MODELING_FEATURES_REFUSED", `${name} was given no dense columns.`, "Add a feature.");
      return emitTrees(ensemble, dense);
    },
  };
}
