import { clip, concat, mul, slice, sub, type Value } from "../../../onnx/index.ts";
import type { Feature, FittedFeature } from "../feature.ts";
import { type CommonSettings, featureHead, requireSetting } from "../feature-name.ts";
import { graphInput, inputValue } from "../graph-inputs.ts";
import { columnValues, presentSorted, quantileOf } from "./column-values.ts";
import { fitScaling, type ScalingSettings } from "./scaling.ts";
import { type FittedTransform, fitTransform } from "./transforms.ts";

/** Settings of a piecewise-linear basis. */
export interface SplineSettings extends CommonSettings, Pick<ScalingSettings, "indicator"> {
  /** How many knots, at equal quantiles of the training rows, smallest and largest value included; or where they are. 6 unless told. */
  readonly knots?: number | readonly number[];
  /** Applied before the basis: bends the line between two knots. "none" unless told. */
  readonly transform?: "none" | "log" | "signed_log";
}

/** Knots in the column's own unit with where the transform puts them: ascending, apart as far as float32 can divide by, two at least. */
function knotsOf(values: Float32Array, knots: number | readonly number[], bend: FittedTransform): { knot: number; x: number }[] {
  const sorted = presentSorted(values);
  const wanted =
    typeof knots === "number"
      ? Array.from({ length: knots }, (_, j) => quantileOf(sorted, j / (knots - 1)))
      : [...knots].sort((a, b) => a - b);
  const distinct: { knot: number; x: number }[] = [];
  for (const knot of wanted.filter((each) => !Number.isNaN(each))) {
    const x = Math.fround(bend.apply(knot, 0));
    if (x - (distinct.at(-1)?.x ?? Number.NEGATIVE_INFINITY) > 1e-30) distinct.push({ knot, x });
  }
  const first = distinct[0] ?? { knot: 0, x: 0 };
  return distinct.length > 1 ? distinct : [first, { knot: first.knot + 1, x: first.x + 1 }];
}

/**
 * A number as a piecewise-linear function for linear models: one column per stretch between two knots, which rises from 0 to 1
 * within it. Flat beyond the outer knots, so that no row, however large, can make a prediction explode.
 * @example spline("latitude", { knots: 8 })
 */
export function spline<const Column extends string>(column: Column, settings: SplineSettings = {}): Feature<Column> {
  const head = featureHead("spline", [column], settings);
  const { knots = 6, transform = "none", indicator } = settings;
  const count = typeof knots === "number" ? knots : knots.length;
  requireSetting(Number.isInteger(count) && count >= 2 && count <= 1000, head.name, `got ${count} knots.`, "Give 2 to 1000 knots.");
  const input = graphInput(column, "number");
  const learn = (values: Float32Array): FittedFeature => {
    const scaling = fitScaling([values], [column], { transform, standardise: false, ...(indicator === undefined ? {} : { indicator }) });
    const bend = fitTransform(transform, []);
    const learned = knotsOf(values, knots, bend);
    const x = learned.map((each) => each.x);
    const from = Float32Array.from(x.slice(0, -1));
    const factor = Float32Array.from(from, (start, j) => 1 / ((x[j + 1] ?? 0) - start));
    const hasIndicator = scaling.width > 1;
    return {
      name: head.name,
      group: head.group,
      inputs: [input],
      width: from.length + (hasIndicator ? 1 : 0),
      sparse: false,
      outputNames: [
        ...Array.from(from, (_, j) => `${column} from knot ${j + 1} to ${j + 2}`),
        ...(hasIndicator ? [`${column} is missing`] : []),
      ],
      emit: (inputs) => {
        const scaled = scaling.emit(inputValue(inputs, input));
        return { dense: emitBasis(scaled, from, factor, hasIndicator) };
      },
      learned: { knots: learned.map((each) => each.knot), transform },
    };
  };
  return { ...head, fit: (table) => learn(columnValues(table, column)) };
}

/** Clipped distances from the knots; the indicator, where there is one, stays behind them. */
function emitBasis(scaled: Value, from: Float32Array, factor: Float32Array, hasIndicator: boolean): Value {
  const { graph } = scaled;
  const x = hasIndicator ? takeColumn(scaled, 0) : scaled;
  const rise = mul(sub(x, graph.constant(from, [1, from.length])), graph.constant(factor, [1, factor.length]));
  const basis = clip(rise, 0, 1);
  return hasIndicator ? concat([basis, takeColumn(scaled, 1)], 1) : basis;
}

/** Column `position` of [N, C] as [N, 1]. */
function takeColumn(x: Value, position: number): Value {
  return slice(x, [position], [position + 1], [1]);
}
