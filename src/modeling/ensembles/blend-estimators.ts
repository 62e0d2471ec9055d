import { MillwrightError } from "../../errors/index.ts";
import { meanAndDeviation } from "../../kernels/index.ts";
import { add, mul, type Value } from "../../onnx/index.ts";
import type { Estimator, Examples, FitContext, Fitted } from "../estimator.ts";
import { learnedShape, learnedTruth } from "../fitting/learn-as.ts";
import type { Prediction } from "../prediction.ts";

/** A model with what its scores are multiplied by. */
interface Member {
  readonly model: Fitted;
  readonly factor: number;
}

/** Mean spread of scores within queries, over those that have any. */
function spreadWithin(scores: Float64Array, group: Int32Array | undefined): number {
  const lists = new Map<number, number[]>();
  scores.forEach((score, row) => {
    const query = group?.[row] ?? 0;
    const list = lists.get(query);
    if (list === undefined) lists.set(query, [score]);
    else list.push(score);
  });
  const spreads = [...lists.values()].map((list) => meanAndDeviation(Float64Array.from(list)).deviation).filter((spread) => spread > 0);
  return spreads.reduce((sum, spread) => sum + spread, 0) / Math.max(1, spreads.length);
}

async function learnMember(estimator: Estimator, examples: Examples, context: FitContext, members: number): Promise<Member> {
  const task = learnedShape(estimator, context.task);
  const as = (one: Examples): Examples => ({ ...one, truth: learnedTruth(one.truth, context.task, task) });
  const { validation, ...rest } = context;
  const model = await estimator.fit(as(examples), { ...rest, task, ...(validation === undefined ? {} : { validation: as(validation) }) });
  const spread = spreadWithin(model.predict(examples.features).values, examples.group);
  return { model, factor: spread > 0 ? 1 / (members * spread) : 0 };
}

/**
 * The mean of several learners' scores, each in units of its spread within queries: where errors of different learners differ, their
 * mean orders better than any of them. Learners that do not rank learn each row's grade by itself.
 * @throws MODELING_SETTING_INVALID, and as its members
 * @see Dietterich (2000), "Ensemble Methods in Machine Learning".
 * @example blendEstimators([pairwiseRegression(), boostedTrees()])
 */
export function blendEstimators(members: readonly Estimator[]): Estimator {
  const [first] = members;
  if (first === undefined)
    throw new MillwrightError("MODELING_SETTING_INVALID", "a blend has no members.", "Give it two learners or more.");
  const name = "blend";
  return {
    name,
    settings: { members: members.map((member) => ({ name: member.name, ...member.settings })) },
    tasks: ["ranking"],
    accepts: first.accepts.filter((kind) => members.every((member) => member.accepts.includes(kind))),
    fit: async (examples, context) => {
      const learned: Member[] = [];
      for (const member of members) learned.push(await learnMember(member, examples, context, members.length));
      return {
        name,
        predict: (features): Prediction => {
          const values = new Float64Array(features.rows);
          for (const { model, factor } of learned) {
            model.predict(features).values.forEach((score, row) => {
              values[row] = (values[row] ?? 0) + factor * score;
            });
          }
          return { rows: features.rows, width: 1, values };
        },
        emit: (features) => {
          const parts = learned.map(({ model, factor }, at): Value => {
            const scores =
              (features.dense ?? features.sparse?.index)?.graph.within(`member ${at}`, () => model.emit(features)) ?? model.emit(features);
            return mul(scores, scores.graph.scalar(factor));
          });
          return parts.reduce((sum, part) => add(sum, part));
        },
        learned: Object.fromEntries(learned.map(({ model }, at) => [`member ${at + 1}`, model.name])),
      };
    },
  };
}
