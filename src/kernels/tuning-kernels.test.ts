import { describe, expect, it } from "vitest";
import { GaussianProcess, LikelihoodMemory, likelihoodData, negativeLogLikelihood } from "./gaussian-process.ts";
import { logExpectedExcess, logNormalProbability, normalProbability, normalQuantile } from "./normal-distribution.ts";
import { quasiNewton } from "./quasi-newton.ts";
import { random } from "./random.ts";

describe("the normal distribution", () => {
  it("has the tabulated probabilities and quantiles", () => {
    expect(normalProbability(1.959963985)).toBeCloseTo(0.975, 7);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963985, 7);
    expect(normalQuantile(1e-6)).toBeCloseTo(-4.753424309, 6);
    // scipy 1.17.1: scipy.stats.norm.logcdf(-20)
    expect(logNormalProbability(-20)).toBeCloseTo(-203.91715537, 5);
  });

  it("has a finite, rising log expected excess from deep in the tail on", () => {
    let last = Number.NEGATIVE_INFINITY;
    for (let z = -60; z < 5; z += 0.01) {
      const value = logExpectedExcess(z);
      expect(value).toBeGreaterThan(last - 1e-3 * Math.abs(last));
      last = value;
    }
    // scipy 1.17.1: log(norm.pdf(z) + z·norm.cdf(z)) at 0.5 and, with by quadrature, at −10
    expect(logExpectedExcess(0.5)).toBeCloseTo(-0.35982768, 5);
    expect(logExpectedExcess(-10)).toBeCloseTo(-55.553122, 2);
  });
});

describe("the quasi-Newton method", () => {
  it("finds the bottom of Rosenbrock's valley", () => {
    const { point, value } = quasiNewton(
      (at, gradient) => {
        const [a = 0, b = 0] = at;
        gradient[0] = -400 * a * (b - a * a) - 2 * (1 - a);
        gradient[1] = 200 * (b - a * a);
        return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
      },
      Float64Array.of(-1.2, 1),
      200,
      1e-14,
    );
    expect(value).toBeLessThan(1e-8);
    expect(point[0]).toBeCloseTo(1, 3);
  });
});

describe("a Gaussian process", () => {
  const stream = random(4);
  const columns = 3;
  const coded = Uint8Array.of(0, 0, 1);
  const rows = 12;
  const x = Float64Array.from({ length: rows * columns }, (_, at) => (at % 3 === 2 ? stream.integer(3) : stream.next()));
  const y = Float64Array.from({ length: rows }, (_, i) => Math.sin(5 * x[3 * i]!) + x[3 * i + 2]! + 0.1 * stream.normal());
  const covariance = { weight: Float64Array.of(4, 1, 2), signal: 1.3, noise: 0.02 };

  it("has a likelihood whose gradient is that of finite differences", () => {
    const data = likelihoodData(x, y, columns, coded);
    const memory = new LikelihoodMemory(rows);
    const at = (logs: readonly number[], gradient = new Float64Array(5)): number => {
      const [a = 0, b = 0, c = 0, s = 0, e = 0] = logs.map(Math.exp);
      return negativeLogLikelihood(data, { weight: Float64Array.of(a, b, c), signal: s, noise: e }, memory, gradient);
    };
    const logs = [4, 1, 2, 1.3, 0.02].map(Math.log);
    const gradient = new Float64Array(5);
    at(logs, gradient);
    logs.forEach((value, k) => {
      const change = (by: number): number => at(logs.map((other, i) => (i === k ? value + by : other)));
      expect(gradient[k]).toBeCloseTo((change(1e-5) - change(-1e-5)) / 2e-5, 4);
    });
  });

  it("predicts the values it knows, with less doubt than elsewhere, and with right slopes", () => {
    const process = new GaussianProcess(columns, coded, { ...covariance, noise: 1e-6 });
    for (let i = 0; i < rows; i++) process.addPoint(x.subarray(3 * i, 3 * i + 3));
    process.setValues(y);
    for (let i = 0; i < rows; i++) {
      const { mean, variance } = process.predict(x.subarray(3 * i, 3 * i + 3));
      expect(mean).toBeCloseTo(y[i]!, 3);
      expect(variance).toBeLessThan(1e-4);
    }
    const point = Float64Array.of(0.3, 0.6, 1);
    const meanSlope = new Float64Array(3);
    const varianceSlope = new Float64Array(3);
    const { mean, variance } = process.predict(point, meanSlope, varianceSlope);
    expect(process.mean(point)).toBeCloseTo(mean, 12);
    expect(variance).toBeGreaterThan(1e-4);
    for (const j of [0, 1]) {
      const moved = (by: number) => process.predict(point.map((value, i) => (i === j ? value + by : value)));
      expect(meanSlope[j]).toBeCloseTo((moved(1e-5).mean - moved(-1e-5).mean) / 2e-5, 5);
      expect(varianceSlope[j]).toBeCloseTo((moved(1e-5).variance - moved(-1e-5).variance) / 2e-5, 5);
    }
  });

  it("forgets points again", () => {
    const process = new GaussianProcess(columns, coded, covariance);
    for (let i = 0; i < 6; i++) process.addPoint(x.subarray(3 * i, 3 * i + 3));
    process.setValues(y);
    const before = process.predict(Float64Array.of(0.5, 0.5, 0));
    process.addPoint(x.subarray(18, 21));
    process.truncate(6);
    process.setValues(y);
    expect(process.predict(Float64Array.of(0.5, 0.5, 0))).toEqual(before);
  });
});
