import type { TreeLink } from "../../tree-ensemble.ts";
import type { FileFaults } from "../file-faults.ts";

/** What an objective of LightGBM makes of scores. */
export interface LightgbmObjective {
  readonly link: TreeLink;
  /** Scores are multiplied by it before the link. */
  readonly slope: number;
}

const identity = ["regression", "regression_l1", "huber", "fair", "quantile", "mape", "lambdarank", "rank_xendcg", "custom", "none"];
const exponential = ["poisson", "gamma", "tweedie"];
const refused: Readonly<Record<string, string>> = {
  cross_entropy_lambda: "log(1 + e^score) is no link here",
};

/**
 * The objective of a header line such as "binary sigmoid:1".
 * @throws MODELING_FILE_UNSUPPORTED
 */
export function objectiveOf(line: string | undefined, faults: FileFaults): LightgbmObjective {
  const [name = "none", ...settings] = (line ?? "none").trim().split(/\s+/);
  const sigmoid = Number(settings.find((setting) => setting.startsWith("sigmoid:"))?.slice("sigmoid:".length) ?? 1);
  if (!(sigmoid > 0 && Number.isFinite(sigmoid))) faults.invalid(`its objective is ${JSON.stringify(line?.slice(0, 60))}.`);
  if (identity.includes(name) && !settings.includes("sqrt")) return { link: "identity", slope: 1 };
  if (exponential.includes(name)) return { link: "exponential", slope: 1 };
  if (name === "multiclass") return { link: "softmax", slope: 1 };
  // Each class by itself: LightGBM does not make their probabilities sum to 1.
  if (name === "binary" || name === "multiclassova") return { link: "sigmoid", slope: sigmoid };
  if (name === "cross_entropy") return { link: "sigmoid", slope: 1 };
  const known = [...identity, ...exponential, "multiclass", "binary", "multiclassova", "cross_entropy"].join(", ");
  const reason = settings.includes("sqrt")
    ? " with the square root of the target"
    : refused[name] === undefined
      ? ""
      : ` (${refused[name]})`;
  return faults.unsupported(`was trained with the objective "${name.slice(0, 40)}"${reason}.`, `Use one of ${known}.`);
}

/** The header lines for a link; undefined where LightGBM has none for as many outputs. */
export function objectiveLine(link: TreeLink, outputs: number): string | undefined {
  if (link === "softmax") return `objective=multiclass num_class:${outputs}\n`;
  if (link === "sigmoid")
    return outputs === 1 ? "objective=binary sigmoid:1\n" : `objective=multiclassova num_class:${outputs} sigmoid:1\n`;
  if (link === "identity") return outputs === 1 ? "objective=regression\n" : "";
  return link === "exponential" && outputs === 1 ? "objective=poisson\n" : undefined;
}
