/** log(1 + eˣ) without overflow. */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/** Weighted log loss of σ(slope·x + offset) against targets in [0, 1]. */
function sigmoidLoss(x: Float64Array, target: Float64Array, weight: Float64Array, slope: number, offset: number): number {
  let loss = 0;
  for (let i = 0; i < x.length; i++) {
    const z = slope * x[i]! + offset;
    loss += weight[i]! * (softplus(z) - target[i]! * z);
  }
  return loss;
}

/**
 * Slope and offset of the sigmoid σ(slope·x + offset) with the lowest weighted log loss, by Newton steps that are halved until the loss falls.
 * @param target - in [0, 1]; inside it, so that the optimum is finite.
 */
export function fitSigmoid(x: Float64Array, target: Float64Array, weight: Float64Array): { slope: number; offset: number } {
  let slope = 1;
  let offset = 0;
  let loss = sigmoidLoss(x, target, weight, slope, offset);
  for (let iteration = 0; iteration < 100; iteration++) {
    let g0 = 0;
    let g1 = 0;
    let h00 = 1e-12;
    let h01 = 0;
    let h11 = 1e-12;
    for (let i = 0; i < x.length; i++) {
      const p = 1 / (1 + Math.exp(-(slope * x[i]! + offset)));
      const gradient = weight[i]! * (p - target[i]!);
      const curvature = weight[i]! * p * (1 - p);
      g0 += gradient * x[i]!;
      g1 += gradient;
      h00 += curvature * x[i]! * x[i]!;
      h01 += curvature * x[i]!;
      h11 += curvature;
    }
    const determinant = Math.max(h00 * h11 - h01 * h01, 1e-12 * h00 * h11);
    const stepSlope = (h11 * g0 - h01 * g1) / determinant;
    const stepOffset = (h00 * g1 - h01 * g0) / determinant;
    let size = 1;
    let next = sigmoidLoss(x, target, weight, slope - stepSlope, offset - stepOffset);
    while (!(next <= loss) && size > 1e-10) {
      size /= 2;
      next = sigmoidLoss(x, target, weight, slope - size * stepSlope, offset - size * stepOffset);
    }
    if (!(next < loss)) break;
    slope -= size * stepSlope;
    offset -= size * stepOffset;
    const gained = loss - next;
    loss = next;
    if (gained <= 1e-12 * Math.abs(loss)) break;
  }
  return { slope, offset };
}

/** First and second derivative by β of the weighted log loss of softmax(β · logits); logits row-major [rows, width], truth class codes. */
function temperatureDerivatives(
  logits: Float64Array,
  width: number,
  truth: Int32Array,
  weight: Float64Array,
  beta: number,
): [number, number] {
  let first = 0;
  let second = 0;
  for (let i = 0; i < truth.length; i++) {
    const start = i * width;
    let largest = Number.NEGATIVE_INFINITY;
    for (let j = start; j < start + width; j++) if (logits[j]! > largest) largest = logits[j]!;
    let total = 0;
    let mean = 0;
    let square = 0;
    for (let j = start; j < start + width; j++) {
      const logit = logits[j]! - largest;
      const e = Math.exp(beta * logit);
      total += e;
      mean += e * logit;
      square += e * logit * logit;
    }
    mean /= total;
    first += weight[i]! * (mean - (logits[start + truth[i]!]! - largest));
    second += weight[i]! * (square / total - mean * mean);
  }
  return [first, second];
}

/**
 * The factor β in [0.01, 100] (one over the temperature) with the lowest weighted log loss of softmax(β · logits), by
 * Newton steps kept inside a shrinking bracket: the loss is convex in β.
 */
export function fitInverseTemperature(logits: Float64Array, width: number, truth: Int32Array, weight: Float64Array): number {
  let low = 0.01;
  let high = 100;
  let beta = 1;
  for (let iteration = 0; iteration < 60; iteration++) {
    const [first, second] = temperatureDerivatives(logits, width, truth, weight, beta);
    if (first > 0) high = beta;
    else low = beta;
    const newton = beta - first / second;
    const next = newton > low && newton < high ? newton : Math.sqrt(low * high);
    if (Math.abs(next - beta) <= 1e-9 * beta || high - low <= 1e-9 * low) return next;
    beta = next;
  }
  return beta;
}

/** Piecewise-linear functions side by side, row-major [functions, knots]; outside its knots a function is constant. */
export interface PiecewiseLinear {
  readonly functions: number;
  readonly knots: number;
  /** Ascending; a function with fewer knots repeats its last one. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Function j at values (i, j) of a row-major matrix [rows, functions], in place. */
export function applyPiecewise(lines: PiecewiseLinear, values: Float64Array): void {
  const { functions, knots, x, y } = lines;
  for (let i = 0; i < values.length; i++) {
    const start = (i % functions) * knots;
    const value = values[i]!;
    let low = start;
    let high = start + knots - 1;
    if (value <= x[low]!) values[i] = y[low]!;
    else if (value >= x[high]!) values[i] = y[high]!;
    else {
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (x[middle]! <= value) low = middle;
        else high = middle;
      }
      values[i] = y[low]! + ((value - x[low]!) / (x[high]! - x[low]!)) * (y[high]! - y[low]!);
    }
  }
}

/** Divides each row of a row-major matrix by its sum, in place; a row of zeros becomes uniform. */
export function normaliseRows(values: Float64Array, columns: number): void {
  for (let start = 0; start < values.length; start += columns) {
    let sum = 0;
    for (let j = start; j < start + columns; j++) sum += values[j]!;
    for (let j = start; j < start + columns; j++) values[j] = sum > 0 ? values[j]! / sum : 1 / columns;
  }
}
