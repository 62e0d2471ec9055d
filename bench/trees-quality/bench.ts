/**
 * Quality of boosted trees and forests on published sets, on the very rows and splits of their protocols, beside LightGBM, XGBoost,
 * CatBoost and scikit-learn: everyone at their defaults, and with the settings that search.ts chose on folds of the training side from
 * the same random choices. Each model meets the test rows once. Needs MILLWRIGHT_DATA; `--only <set>` measures one set.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { comparePaired, evaluate, type Judged, type Measured, type Metric, measure } from "../../src/modeling/index.ts";
import type { Figure } from "../figure.ts";
import { PythonPeer } from "../peers/python-peer.ts";
import { answerBoosted, answerForest, type ForestChoice } from "./our-trees.ts";
import { answerPeer, plainPeers, tunedPeers } from "./peer-trees.ts";
import { judgedOf, metricsOf, type PublishedSet, readSet, splitRows } from "./published-set.ts";
import { type Chosen, readChosen, writeSets } from "./search.ts";
import { checkpoints, type TreeChoice } from "./settings.ts";

/** What has to be reached on each set, and where the number that it betters comes from. */
const goals: Readonly<Record<string, readonly { metric: string; value: number; from: string }[]>> = {
  "card-fraud": [
    { metric: "average_precision", value: 0.68, from: "xgboost 1.7 reached .676" },
    { metric: "card_precision_at_100", value: 0.29, from: "xgboost 1.7 reached .291" },
  ],
  "card-fraud-ulb": [{ metric: "average_precision", value: 0.73, from: "a forest of scikit-learn 1.2 reached .727" }],
  "house-price-ames": [{ metric: "rmse", value: 0.122, from: "of the log: RMSLE; xgboost 1.7 reached .1225" }],
  "house-price": [{ metric: "rmse", value: 0.173, from: "of the log: RMSLE; xgboost 1.7 reached .1743" }],
  adult: [{ metric: "accuracy", value: 0.874, from: "an error of 12.6 %; xgboost 1.7 reached 12.68 %" }],
  bike: [{ metric: "rmse", value: 66, from: "HistGradientBoosting of scikit-learn 1.2 reached 66.0" }],
  covtype: [{ metric: "accuracy", value: 0.825, from: "an error of 17.5 %; ExtraTrees of scikit-learn 1.2 reached 17.75 %" }],
  higgs: [{ metric: "roc_auc", value: 0.833, from: "HistGradientBoosting of scikit-learn 1.2 reached .8333" }],
  ranking: [{ metric: "ndcg_at_10", value: 0.768, from: "xgboost 1.7 reached .7685" }],
};

const shown = ({ value, low, high }: Measured): string => `${value.toPrecision(4)} [${low.toPrecision(4)}, ${high.toPrecision(4)}]`;

/** The test predictions of a choice, at the number of trees that was chosen with it. */
function atChosen(answers: readonly Float64Array[], { trees }: Chosen): Float64Array {
  const found = answers[answers.length === 1 ? 0 : checkpoints.indexOf(trees as (typeof checkpoints)[number])];
  if (found === undefined) throw new Error(`No answers after ${trees} trees.`);
  return found;
}

/** Our test predictions: at defaults, boosted as chosen, forest as chosen, and which of the two the folds prefer. */
async function ours(
  set: PublishedSet,
  chosen: Readonly<Record<string, Chosen>>,
): Promise<{ plain: Judged; tuned: Judged; best: Judged; family: string }> {
  const { judge } = splitRows(set, "test");
  const { "boosted trees": boosted, forest } = chosen;
  if (boosted === undefined) throw new Error(`search.ts has chosen nothing for ${set.name}.`);
  const plain = judgedOf(set, judge, (await answerBoosted(set, "test"))[0] ?? new Float64Array());
  const tuned = judgedOf(set, judge, atChosen(await answerBoosted(set, "test", boosted.settings as TreeChoice), boosted));
  const sign = metricsOf(set)[0]?.direction === "minimize" ? -1 : 1;
  if (forest === undefined || sign * boosted.validation >= sign * forest.validation)
    return { plain, tuned, best: tuned, family: "boosted trees" };
  const answers = await answerForest(set, "test", forest.settings as ForestChoice);
  const isExtra = (forest.settings as ForestChoice).randomThresholds;
  return { plain, tuned, best: judgedOf(set, judge, atChosen(answers, forest)), family: isExtra ? "extra trees" : "random forest" };
}

function goalFigures(set: PublishedSet, best: Judged, family: string): Figure[] {
  const scores = evaluate(metricsOf(set), best, { seed: 1 });
  return (goals[set.name] ?? []).map(({ metric, value, from }) => {
    const found = scores[metric] ?? { value: Number.NaN, low: Number.NaN, high: Number.NaN };
    const least = metricsOf(set).find((one) => one.name === metric)?.direction === "maximize";
    const met = least ? found.value >= value : found.value <= value;
    console.error(`  ${set.name}: ${metric} ${shown(found)} of ${family}, ${met ? "reaches" : "misses"} ${value}`);
    return {
      figure: `${set.name}: ${metric} of ${family}, chosen on folds`,
      ours: found.value,
      peer: value,
      peerName: `${from}; ours ${shown(found)}`,
      ratio: found.value / value,
      goal: `${least ? "≥" : "≤"} ${value}`,
      met,
    };
  });
}

/** Ours against a peer on the same test rows, with the interval of the difference: not met only where the peer is better beyond noise. */
function comparison(set: PublishedSet, metric: Metric, mine: Judged, theirs: Judged, how: string, name: string): Figure {
  const difference = comparePaired(metric, mine, theirs, { seed: 1 });
  const [a, b] = [measure(metric, mine), measure(metric, theirs)];
  const worse = metric.direction === "maximize" ? difference.high < 0 : difference.low > 0;
  console.error(`  ${set.name}: ${how} against ${name}: ${a.toPrecision(4)} / ${b.toPrecision(4)}, difference ${shown(difference)}`);
  return {
    figure: `${set.name}: ${metric.name}, ${how}`,
    ours: a,
    peer: b,
    peerName: `${name}; difference ${shown(difference)}`,
    ratio: a / b,
    goal: "not worse beyond noise",
    met: !worse,
  };
}

async function measureSet(set: PublishedSet, peer: PythonPeer, chosen: Readonly<Record<string, Chosen>>): Promise<Figure[]> {
  const { judge } = splitRows(set, "test");
  const [metric] = metricsOf(set);
  if (metric === undefined) throw new Error(`${set.name} has no metric.`);
  const { plain, tuned, best, family } = await ours(set, chosen);
  const figures = goalFigures(set, best, family);
  for (const library of tunedPeers) {
    const usual = await answerPeer(peer, set, "test", library);
    figures.push(
      comparison(set, metric, plain, judgedOf(set, judge, usual.answers[0] ?? new Float64Array()), "both at their defaults", usual.name),
    );
    const choice = chosen[library];
    if (choice === undefined) throw new Error(`search.ts has chosen nothing for ${library} on ${set.name}.`);
    const { answers, name } = await answerPeer(peer, set, "test", library, choice.settings as TreeChoice);
    figures.push(
      comparison(set, metric, tuned, judgedOf(set, judge, atChosen(answers, choice)), "boosted trees, both chosen on the same folds", name),
    );
  }
  for (const library of set.task === "ranking" ? [] : plainPeers) {
    const { answers, name } = await answerPeer(peer, set, "test", library);
    figures.push(
      comparison(
        set,
        metric,
        best,
        judgedOf(set, judge, answers[0] ?? new Float64Array()),
        `${family}, chosen on folds`,
        `${name}, 300 trees`,
      ),
    );
  }
  return figures;
}

/** Measures all sets, or one. */
export async function run(only?: string): Promise<readonly Figure[]> {
  const { folder, names } = writeSets();
  const peer = new PythonPeer("tree_quality.py", 1);
  try {
    const figures: Figure[] = [];
    for (const name of names.filter((one) => only === undefined || one === only)) {
      figures.push(...(await measureSet(readSet(join(folder, name)), peer, readChosen()[name] ?? {})));
    }
    return figures;
  } finally {
    peer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
