import type { Random } from "../random.ts";

/** Sparse features of many things: thing i has feature index[k] with value 1 for k in [rowStart[i], rowStart[i + 1]). */
export interface FeatureLists {
  readonly rowStart: Int32Array;
  readonly index: Int32Array;
}

/** Parameters of a factorisation machine between features of questions and of items. */
export interface MachineFactors {
  readonly factors: number;
  /** Row-major [question features, factors] and [item features, factors]. */
  readonly questions: Float32Array;
  readonly items: Float32Array;
  /** Of item features. */
  readonly bias: Float32Array;
}

/** How they are learned. */
export interface MachineRequest {
  /** Features of each event's question, and each event's item. */
  readonly questions: FeatureLists;
  readonly positive: Int32Array;
  readonly weight: Float32Array;
  /** Features of each item. */
  readonly items: FeatureLists;
  readonly rate: number;
  readonly penalty: number;
  /** Items drawn beside each positive one; the one with the highest score is learned from. */
  readonly negatives: number;
}

/** Sums of squared gradients, for AdaGrad's step sizes. */
interface Squares {
  readonly questions: Float32Array;
  readonly items: Float32Array;
  readonly bias: Float32Array;
}

/** Parameters to start from. */
export function startMachine(questionFeatures: number, itemFeatures: number, factors: number, draws: Random): MachineFactors {
  const normal = (count: number): Float32Array => Float32Array.from({ length: count }, () => (0.1 * draws.normal()) / Math.sqrt(factors));
  return {
    factors,
    questions: normal(questionFeatures * factors),
    items: normal(itemFeatures * factors),
    bias: new Float32Array(itemFeatures),
  };
}

/** sum ← Σ of the rows of a thing's features. */
export function sumFeatures(
  rows: Float32Array,
  factors: number,
  { index }: FeatureLists,
  from: number,
  to: number,
  sum: Float64Array,
): void {
  sum.fill(0);
  for (let k = from; k < to; k++) for (let a = 0, at = index[k]! * factors; a < factors; a++, at++) sum[a]! += rows[at]!;
}

function sumBias(bias: Float32Array, { index }: FeatureLists, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k < to; k++) sum += bias[index[k]!]!;
  return sum;
}

/** Learns from events one by one, in a given order. */
export class MachineLearner {
  readonly #machine: MachineFactors;
  readonly #request: MachineRequest;
  readonly #squares: Squares;
  readonly #question: Float64Array;
  readonly #better: Float64Array;
  readonly #worse: Float64Array;
  readonly #tried: Float64Array;
  readonly #gradient: Float64Array;

  constructor(machine: MachineFactors, request: MachineRequest) {
    this.#machine = machine;
    this.#request = request;
    const likewise = (rows: Float32Array): Float32Array => new Float32Array(rows.length).fill(1e-6);
    this.#squares = { questions: likewise(machine.questions), items: likewise(machine.items), bias: likewise(machine.bias) };
    const vector = (): Float64Array => new Float64Array(machine.factors);
    [this.#question, this.#better, this.#worse, this.#tried, this.#gradient] = [vector(), vector(), vector(), vector(), vector()];
  }

  /** Σ over an item's features, into `vector`; answers the item's score for the question that was summed last. */
  #itemVector(item: number, vector: Float64Array): number {
    const { items } = this.#request;
    const [from, to] = [items.rowStart[item]!, items.rowStart[item + 1]!];
    sumFeatures(this.#machine.items, this.#machine.factors, items, from, to, vector);
    let score = sumBias(this.#machine.bias, items, from, to);
    for (let a = 0; a < vector.length; a++) score += this.#question[a]! * vector[a]!;
    return score;
  }

  /** Moves the rows of a thing's features against a gradient that is the same for all of them. */
  #step(rows: Float32Array, squares: Float32Array, { index }: FeatureLists, from: number, to: number): void {
    const { rate, penalty } = this.#request;
    const { factors } = this.#machine;
    for (let k = from; k < to; k++) {
      for (let a = 0, at = index[k]! * factors; a < factors; a++, at++) {
        const slope = this.#gradient[a]! + penalty * rows[at]!;
        squares[at]! += slope * slope;
        rows[at]! -= (rate * slope) / Math.sqrt(squares[at]!);
      }
    }
  }

  #stepItem(item: number, push: number): void {
    const { rate, penalty, items } = this.#request;
    const { bias } = this.#machine;
    const [from, to] = [items.rowStart[item]!, items.rowStart[item + 1]!];
    for (let a = 0; a < this.#gradient.length; a++) this.#gradient[a] = push * this.#question[a]!;
    this.#step(this.#machine.items, this.#squares.items, items, from, to);
    for (let k = from; k < to; k++) {
      const at = items.index[k]!;
      const slope = push + penalty * bias[at]!;
      this.#squares.bias[at]! += slope * slope;
      bias[at]! -= (rate * slope) / Math.sqrt(this.#squares.bias[at]!);
    }
  }

  /** One pass over events; answers the mean loss −log σ(better − worse) before each was learned from. */
  learn(order: Int32Array, draws: Random): number {
    const { questions, positive, weight, negatives } = this.#request;
    const size = this.#request.items.rowStart.length - 1;
    let loss = 0;
    for (let n = 0; n < order.length; n++) {
      const event = order[n]!;
      const [from, to] = [questions.rowStart[event]!, questions.rowStart[event + 1]!];
      sumFeatures(this.#machine.questions, this.#machine.factors, questions, from, to, this.#question);
      const better = this.#itemVector(positive[event]!, this.#better);
      let worse = -Infinity;
      let chosen = -1;
      for (let draw = 0; draw < negatives; draw++) {
        const item = draws.integer(size);
        if (item === positive[event]) continue;
        const score = this.#itemVector(item, this.#tried);
        if (score <= worse) continue;
        worse = score;
        chosen = item;
        this.#worse.set(this.#tried);
      }
      if (chosen < 0) continue;
      const push = weight[event]! / (1 + Math.exp(better - worse));
      loss +=
        weight[event]! * (better > worse ? Math.log1p(Math.exp(worse - better)) : worse - better + Math.log1p(Math.exp(better - worse)));
      this.#stepItem(positive[event]!, -push);
      this.#stepItem(chosen, push);
      for (let a = 0; a < this.#gradient.length; a++) this.#gradient[a] = -push * (this.#better[a]! - this.#worse[a]!);
      this.#step(this.#machine.questions, this.#squares.questions, questions, from, to);
    }
    return loss / order.length;
  }
}
