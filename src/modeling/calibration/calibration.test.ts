import { describe, expect, it } from "vitest";
import { random } from "../../kernels/index.ts";
import { newGraph, openGraph, type Value } from "../../onnx/index.ts";
import {
  type Calibration,
  calibrationByMethod,
  conformalIntervals,
  crossCalibrate,
  crossConformal,
  isotonic,
  type Prediction,
  platt,
  temperature,
} from "../index.ts";

interface Stated {
  readonly prediction: Prediction;
  readonly truth: Float64Array;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Rows whose true log odds are 0.5 · stated − 1: the model is too sure and too high. */
function tooSure(rows: number, seed = 5): Stated {
  const stream = random(seed);
  const odds = Float64Array.from({ length: rows }, () => 3 * stream.normal());
  return {
    prediction: { rows, width: 1, values: odds.map(sigmoid) },
    truth: odds.map((value) => (stream.next() < sigmoid(0.5 * value - 1) ? 1 : 0)),
  };
}

/** Three classes, whose true probabilities are the softmax of half the stated log probabilities. */
function tooSureOfThree(rows: number): Stated {
  const stream = random(6);
  const values = new Float64Array(rows * 3);
  const truth = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const scores = [0, 0, 0].map(() => 3 * stream.normal());
    const share = (factor: number): number[] => {
      const raw = scores.map((score) => Math.exp(factor * score));
      const sum = raw.reduce((total, value) => total + value, 0);
      return raw.map((value) => value / sum);
    };
    values.set(share(1), row * 3);
    const [first = 0, second = 0] = share(0.5);
    const drawn = stream.next();
    truth[row] = drawn < first ? 0 : drawn < first + second ? 1 : 2;
  }
  return { prediction: { rows, width: 3, values }, truth };
}

function logLossOf({ values, width }: Prediction, truth: Float64Array): number {
  const probability = (code: number, row: number): number =>
    width === 1 ? (code === 1 ? (values[row] ?? 0) : 1 - (values[row] ?? 0)) : (values[row * width + code] ?? 0);
  return truth.reduce((sum, code, row) => sum - Math.log(probability(code, row)), 0) / truth.length;
}

/** Runs what `build` adds after an input [N, width]. */
async function run(prediction: Prediction, build: (values: Value) => Value): Promise<Float32Array> {
  const graph = newGraph("calibration");
  graph.output("result", build(graph.input("values", "float32", ["N", prediction.width])));
  const session = await openGraph(graph.bytes());
  const data = Float32Array.from(prediction.values);
  const { result } = await session.run({ values: { type: "float32", shape: [prediction.rows, prediction.width], data } });
  await session.close();
  return result?.data as Float32Array;
}

describe("every calibration", () => {
  const methods: readonly Calibration[] = [platt, isotonic, temperature];
  for (const calibration of methods) {
    for (const [kind, learned, fresh] of [
      ["binary", tooSure(2000), tooSure(2000, 8)],
      ["multiclass", tooSureOfThree(2000), tooSureOfThree(500)],
    ] as const) {
      it(`${calibration.method} lowers the log loss of ${kind} predictions that are too sure`, () => {
        const fitted = calibration.fit(learned.prediction, learned.truth);
        expect(logLossOf(fitted.apply(fresh.prediction), fresh.truth)).toBeLessThan(logLossOf(fresh.prediction, fresh.truth) - 0.02);
      });

      it(`${calibration.method} gives the same ${kind} probabilities in a graph, within 1e-5`, async () => {
        const fitted = calibration.fit(learned.prediction, learned.truth);
        const applied = fitted.apply(fresh.prediction);
        const graphed = await run(fresh.prediction, fitted.emit);
        expect(graphed.length).toBe(applied.values.length);
        applied.values.forEach((value, at) => {
          expect(Math.abs(value - (graphed[at] ?? Number.NaN))).toBeLessThan(1e-5);
        });
      });
    }

    it(`${calibration.method} never says that anything is certain, and keeps the order of the rows`, () => {
      const { prediction, truth } = tooSure(300);
      const extremes: Prediction = { rows: 5, width: 1, values: Float64Array.of(0, 0.2, 0.5, 0.8, 1) };
      const { values } = calibration.fit(prediction, truth).apply(extremes);
      expect([...values]).toEqual([...values].sort((a, b) => a - b));
      expect(values.every((value) => value > 0 && value < 1)).toBe(true);
    });

    it(`${calibration.method} is defined where all rows have one class`, () => {
      const { prediction } = tooSure(50);
      const { values } = calibration.fit(prediction, new Float64Array(50)).apply(prediction);
      expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
    });

    it(`${calibration.method} counts weight 2 as a repeated row`, () => {
      const { prediction, truth } = tooSure(200);
      const twice = { rows: 400, width: 1, values: Float64Array.from([...prediction.values, ...prediction.values]) };
      const byWeight = calibration.fit(prediction, truth, new Float64Array(200).fill(2)).apply(prediction).values;
      const byRows = calibration.fit(twice, Float64Array.from([...truth, ...truth])).apply(prediction).values;
      byWeight.forEach((value, at) => {
        expect(value).toBeCloseTo(byRows[at] ?? Number.NaN, 6);
      });
    });

    it(`${calibration.method} refuses truths of other rows and no rows`, () => {
      const { prediction } = tooSure(10);
      expect(() => calibration.fit(prediction, new Float64Array(9))).toThrow(/MODELING_ROWS_DIFFER/);
      expect(() => calibration.fit({ rows: 0, width: 1, values: new Float64Array(0) }, new Float64Array(0))).toThrow(
        /MODELING_TARGET_EMPTY/,
      );
    });
  }
});

describe("platt", () => {
  it("finds the slope and the offset that made the rows", () => {
    const { prediction, truth } = tooSure(50_000);
    const { learned } = platt.fit(prediction, truth);
    expect(learned["slope"]).toBeCloseTo(0.5, 1);
    expect(learned["offset"]).toBeCloseTo(-1, 1);
  });
});

describe("temperature", () => {
  it("finds the temperature that made the rows, and never changes the most probable class", () => {
    const { prediction, truth } = tooSureOfThree(20_000);
    const fitted = temperature.fit(prediction, truth);
    expect(fitted.learned["temperature"]).toBeCloseTo(2, 1);
    const largest = (values: Float64Array, row: number): number => {
      const own = [...values.subarray(3 * row, 3 * row + 3)];
      return own.indexOf(Math.max(...own));
    };
    const after = fitted.apply(prediction).values;
    for (let row = 0; row < 1000; row++) expect(largest(after, row)).toBe(largest(prediction.values, row));
  });
});

describe("isotonic", () => {
  it("gives each pool of rows its observed share", () => {
    // 100 rows each around 0.1, 0.5 and 0.9, of which 30, 20 and 80 are positive: the first two pools become one.
    const values = Float64Array.from({ length: 300 }, (_, row) => [0.1, 0.5, 0.9][Math.floor(row / 100)] ?? 0);
    const truth = values.map((_, row) => (row % 100 < ([30, 20, 80][Math.floor(row / 100)] ?? 0) ? 1 : 0));
    const fitted = isotonic.fit({ rows: 300, width: 1, values }, truth);
    const { values: applied } = fitted.apply({ rows: 4, width: 1, values: Float64Array.of(0, 0.1, 0.5, 0.95) });
    expect(applied[0]).toBeCloseTo(0.25, 12);
    expect(applied[1]).toBeCloseTo(0.25, 12);
    expect(applied[2]).toBeCloseTo(0.25, 12);
    expect(applied[3]).toBeCloseTo(0.8, 12);
  });

  it("needs at most 256 knots, also for 20,000 rows", () => {
    const { prediction, truth } = tooSure(20_000);
    expect(Number(isotonic.fit(prediction, truth).learned["knots"])).toBeLessThanOrEqual(256);
  });

  it("stays equal to its graph where rare positives make the line steep", async () => {
    const stream = random(4);
    const values = Float64Array.from({ length: 5000 }, () => stream.next() ** 8 * 0.02);
    const truth = values.map((value) => (value > 0.015 && stream.next() < 0.9 ? 1 : 0));
    const prediction = { rows: 5000, width: 1, values };
    const fitted = isotonic.fit(prediction, truth);
    const graphed = await run(prediction, fitted.emit);
    const largest = fitted.apply(prediction).values.reduce((most, value, at) => Math.max(most, Math.abs(value - (graphed[at] ?? 0))), 0);
    expect(largest).toBeLessThan(1e-5);
  });
});

describe("crossCalibrate", () => {
  it("judges isotonic calibration of pure noise as no better than none", () => {
    const stream = random(2);
    const values = Float64Array.from({ length: 400 }, () => stream.next());
    const truth = values.map(() => (stream.next() < 0.5 ? 1 : 0));
    const prediction = { rows: 400, width: 1, values };
    const seen = logLossOf(isotonic.fit(prediction, truth).apply(prediction), truth);
    const unseen = logLossOf(crossCalibrate(isotonic, prediction, truth, { seed: 1 }), truth);
    expect(seen).toBeLessThan(Math.log(2));
    expect(unseen).toBeGreaterThan(Math.log(2));
  });
});

describe("calibrationByMethod", () => {
  it("leaves predictions as they are for none", () => {
    const { prediction, truth } = tooSure(5);
    expect(calibrationByMethod("none").fit(prediction, truth).apply(prediction)).toBe(prediction);
  });

  it("says what is known when a name is not", () => {
    expect(() => calibrationByMethod("plat" as "platt")).toThrow(/MODELING_SETTING_INVALID: calibration is "plat". Did you mean "platt"\?/);
  });
});

describe("conformalIntervals", () => {
  const stream = random(11);
  const rows = 4000;
  const values = Float64Array.from({ length: rows }, () => Math.exp(10 + stream.normal()));
  const truth = values.map((value) => value * Math.exp(0.2 * stream.normal()));
  const half = (array: Float64Array, from: number): Float64Array => array.slice(from, from + rows / 2);
  const part = (from: number): Prediction => ({ rows: rows / 2, width: 1, values: half(values, from) });

  for (const scale of ["log", "absolute"] as const) {
    it(`on the ${scale} scale hold the share of new rows that was asked for`, () => {
      const fitted = conformalIntervals(part(0), half(truth, 0), { coverage: 0.9, scale });
      const { low, high } = fitted.apply(part(rows / 2));
      const inside = half(truth, rows / 2).filter((y, row) => y >= (low?.[row] ?? 0) && y <= (high?.[row] ?? 0)).length;
      expect(inside / (rows / 2)).toBeGreaterThan(0.88);
      expect(inside / (rows / 2)).toBeLessThan(0.92);
    });

    it(`on the ${scale} scale are the same in a graph`, async () => {
      const fitted = conformalIntervals(part(0), half(truth, 0), { coverage: 0.9, scale });
      const { low, high } = fitted.apply(part(0));
      for (const [bound, expected] of [
        ["low", low],
        ["high", high],
      ] as const) {
        const graphed = await run(part(0), (value) => fitted.emit(value)[bound]);
        graphed.forEach((value, row) => {
          expect(Math.abs(value / (expected?.[row] ?? Number.NaN) - 1)).toBeLessThan(1e-3);
        });
      }
    });
  }

  it("takes the 9th smallest of 9 errors for 90 %, and refuses 8 rows", () => {
    const nine = { rows: 9, width: 1, values: new Float64Array(9) };
    const errors = Float64Array.of(3, 1, 2, 9, 8, 7, 6, 5, 4);
    expect(conformalIntervals(nine, errors, { coverage: 0.9, scale: "absolute" }).radius).toBe(9);
    const eight = { rows: 8, width: 1, values: new Float64Array(8) };
    expect(() => conformalIntervals(eight, errors.slice(1), { coverage: 0.9, scale: "absolute" })).toThrow(
      /MODELING_TOO_FEW_ROWS: .*needs 9 validation rows, there are 8/,
    );
  });

  it("cross-fitted on their own rows hold the share, and no row's own error widens its interval", () => {
    const whole: Prediction = { rows, width: 1, values };
    const { low, high } = crossConformal(whole, truth, { coverage: 0.9, scale: "log", seed: 1 });
    const inside = truth.filter((y, row) => y >= (low?.[row] ?? 0) && y <= (high?.[row] ?? 0)).length;
    expect(inside / rows).toBeGreaterThan(0.88);
    expect(inside / rows).toBeLessThan(0.92);
    const outlier = truth.with(0, 1e12);
    expect(crossConformal(whole, outlier, { coverage: 0.9, scale: "log", seed: 1 }).high?.[0]).toBe(high?.[0]);
  });

  it("moves bounds that the model has of its own by one amount, so that wide stays wide and the share is right", async () => {
    const centre = Float64Array.from({ length: rows }, (_, row) => row / rows);
    const scattered = centre.map((value) => value + (0.1 + value) * stream.normal());
    // Bounds that know where truths scatter, but are half as wide as they should be.
    const prediction: Prediction = {
      rows,
      width: 1,
      values: centre,
      low: centre.map((value) => value - 0.8 * (0.1 + value)),
      high: centre.map((value) => value + 0.8 * (0.1 + value)),
    };
    const fitted = conformalIntervals(prediction, scattered, { coverage: 0.9, scale: "absolute" });
    const { low, high } = fitted.apply(prediction);
    const widthAt = (row: number): number => (high?.[row] ?? 0) - (low?.[row] ?? 0);
    expect(widthAt(rows - 1)).toBeGreaterThan(2 * widthAt(0));
    const inside = scattered.filter((y, row) => y >= (low?.[row] ?? 0) && y <= (high?.[row] ?? 0)).length;
    expect(inside / rows).toBeGreaterThan(0.9);
    const graphed = await run(
      { rows, width: 1, values: prediction.low ?? centre },
      (value) => fitted.emit(value, { low: value, high: value }).low,
    );
    expect(graphed[7]).toBeCloseTo((prediction.low?.[7] ?? 0) - fitted.radius, 5);
  });

  it("refuses negative truths on the log scale", () => {
    const one = { rows: 1, width: 1, values: Float64Array.of(1) };
    expect(() => conformalIntervals(one, Float64Array.of(-2), { coverage: 0.5, scale: "log" })).toThrow(/MODELING_TARGET_NEGATIVE: .*-2/);
  });
});
