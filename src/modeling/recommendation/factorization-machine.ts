import {
  type FeatureLists,
  factorScores,
  type MachineFactors,
  MachineLearner,
  random,
  startMachine,
  sumFeatures,
} from "../../kernels/index.ts";
import type { Finder, FinderContext, FinderExamples, FindRequest, FittedFinder, SavedFinder } from "../finding/finder.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { betweenSteps } from "../fitting/stay-responsive.ts";
import { checkEvents } from "./check-events.ts";
import { FeatureCodes } from "./feature-codes.ts";
import { checkSavedRows, savedNames, savedNumber, savedNumbers } from "./saved-parts.ts";
import { scoringFinder } from "./scoring-finder.ts";

/** Settings of `factorizationMachine`. */
export interface FactorizationMachineSettings {
  /** Columns of the events' table, and names of a request's context, that count; none unless told. */
  readonly context?: readonly string[];
  /** Columns of the catalogue's table that count beside the item itself; none unless told. */
  readonly attributes?: readonly string[];
  /** Length of the factors; 32 unless told. */
  readonly factors?: number;
  /** Step size of AdaGrad; 0.05 unless told. */
  readonly rate?: number;
  /** Penalty on squared parameters; 1e-4 unless told. */
  readonly penalty?: number;
  /** Passes over the events; 30 unless told. */
  readonly epochs?: number;
  /** Items drawn beside each event's; the one that scores highest is learned from. 8 unless told. */
  readonly negatives?: number;
}

type Full = Required<FactorizationMachineSettings>;

const KIND = "factorization_machine";

/** What answering needs. */
interface Machine {
  readonly parameters: MachineFactors;
  readonly askers: number;
  readonly context: FeatureCodes;
  readonly itemFeatures: FeatureLists;
}

/** Many short lists one behind the other. */
function listsOf(lists: readonly (readonly number[])[]): FeatureLists {
  const rowStart = new Int32Array(lists.length + 1);
  for (const [n, list] of lists.entries()) rowStart[n + 1] = (rowStart[n] ?? 0) + list.length;
  return { rowStart, index: Int32Array.from(lists.flat()) };
}

/** Vector and bias of each item: the sums over its features. */
function itemSums({ parameters, itemFeatures }: Machine): { values: Float32Array; bias: Float32Array } {
  const { factors, items, bias } = parameters;
  const size = itemFeatures.rowStart.length - 1;
  const sums = { values: new Float32Array(size * factors), bias: new Float32Array(size) };
  const vector = new Float64Array(factors);
  for (let item = 0; item < size; item++) {
    const [from, to] = [itemFeatures.rowStart[item] ?? 0, itemFeatures.rowStart[item + 1] ?? 0];
    sumFeatures(items, factors, itemFeatures, from, to, vector);
    sums.values.set(vector, item * factors);
    for (let k = from; k < to; k++) sums.bias[item] = (sums.bias[item] ?? 0) + (bias[itemFeatures.index[k] ?? 0] ?? 0);
  }
  return sums;
}

function fitted(machine: Machine, settings: Full, seed: number): FittedFinder {
  const { parameters, askers, context, itemFeatures } = machine;
  const size = itemFeatures.rowStart.length - 1;
  const { values, bias } = itemSums(machine);
  const vector = new Float64Array(parameters.factors);
  const scores = new Float64Array(size);
  const questionOf = (request: FindRequest): FeatureLists => {
    const asker = request.asker >= 0 && request.asker < askers ? [request.asker] : [];
    return listsOf([[...asker, ...context.ofContext(request.context ?? {})]]);
  };
  return scoringFinder({
    name: KIND,
    size,
    seed,
    learned: { items: size, askers, context_values: context.size - askers, factors: parameters.factors },
    addScores: (request, board) => {
      const question = questionOf(request);
      sumFeatures(parameters.questions, parameters.factors, question, 0, question.index.length, vector);
      factorScores(values, vector, bias, scores);
      board.addAll(scores);
    },
    save: () => ({
      kind: KIND,
      settings: { ...settings, seed, askers, contextWords: context.plain.words, contextNames: context.plain.names },
      tensors: {
        questions: parameters.questions,
        items: parameters.items,
        bias: parameters.bias,
        item_start: itemFeatures.rowStart,
        item_features: itemFeatures.index,
      },
    }),
  });
}

async function learn({ catalogue, askers, events }: FinderExamples, settings: Full, context: FinderContext): Promise<Machine> {
  const rows = events.items.length;
  const { table } = events;
  const codes = FeatureCodes.of(settings.context, table, askers.ids.length);
  const attributes = FeatureCodes.of(settings.attributes, catalogue.table, catalogue.ids.length);
  const questions = listsOf(
    Array.from({ length: rows }, (_, row) => [events.askers[row] ?? 0, ...(table === undefined ? [] : codes.learnRow(table, row))]),
  );
  const own = catalogue.table;
  const items = listsOf(catalogue.ids.map((_, item) => [item, ...(own === undefined ? [] : attributes.learnRow(own, item))]));
  const draws = random(context.seed);
  const parameters = startMachine(codes.size, attributes.size, settings.factors, draws);
  const weight = new Float32Array(events.weight ?? new Float32Array(rows).fill(1));
  const learner = new MachineLearner(parameters, { questions, items, positive: events.items, weight, ...settings });
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  for (let step = 1; step <= settings.epochs; step++) {
    const loss = learner.learn(draws.shuffle(order), draws);
    await betweenSteps("factorizationMachine", context, { step, steps: settings.epochs, values: { loss } });
  }
  return { parameters, askers: askers.ids.length, context: codes, itemFeatures: items };
}

function check({ factors, rate, penalty, epochs, negatives }: Full): void {
  checkNumber("factorizationMachine", "factors", factors, { least: 1, most: 512, whole: true });
  checkNumber("factorizationMachine", "rate", rate, { above: 0, most: 1 });
  checkNumber("factorizationMachine", "penalty", penalty, { least: 0 });
  checkNumber("factorizationMachine", "epochs", epochs, { least: 1, whole: true });
  checkNumber("factorizationMachine", "negatives", negatives, { least: 1, whole: true });
}

/**
 * A factorisation machine over who asks, the context and the items' attributes: score = Σ bias + (Σ question factors) · (Σ item factors),
 * learned from pairs of the chosen item and the best-scoring of a few drawn ones. Pairs of features on the same side are left out: they
 * are the same for every item, or part of its bias.
 * @throws MODELING_SETTING_INVALID
 * @see Rendle (2010), "Factorization Machines", ICDM; Zhang, Chen, Wang, Yu (2013), "Optimizing Top-N Collaborative Filtering via Dynamic
 * Negative Item Sampling", SIGIR.
 * @example await factorizationMachine({ context: ["daytime", "weekday"] }).fit(examples, { seed: 1 });
 */
export function factorizationMachine(settings: FactorizationMachineSettings = {}): Finder {
  const rest = { factors: 32, rate: 0.05, penalty: 1e-4, epochs: 30, negatives: 8 };
  const full: Full = { context: [], attributes: [], ...rest, ...settings };
  check(full);
  return {
    name: KIND,
    settings: { ...full },
    fit: async (examples, context) => {
      checkEvents(KIND, examples);
      return fitted(await learn(examples, full, context), full, context.seed);
    },
  };
}

/** The machine from what was saved. @throws MODELING_FINDER_INVALID, MODELING_SETTING_INVALID */
export function restoreFactorizationMachine(saved: SavedFinder): FittedFinder {
  const number = (name: string): number => savedNumber(saved, name);
  const settings: Full = {
    context: savedNames(saved, "context"),
    attributes: savedNames(saved, "attributes"),
    factors: number("factors"),
    rate: number("rate"),
    penalty: number("penalty"),
    epochs: number("epochs"),
    negatives: number("negatives"),
  };
  check(settings);
  const askers = number("askers");
  const context = new FeatureCodes(settings.context, savedNames(saved, "contextWords"), askers, savedNames(saved, "contextNames"));
  const bias = savedNumbers(saved, "bias", Float32Array);
  const rowStart = savedNumbers(saved, "item_start", Int32Array);
  const index = savedNumbers(saved, "item_features", Int32Array);
  checkSavedRows(saved, rowStart, index, bias.length);
  const parameters = {
    factors: settings.factors,
    questions: savedNumbers(saved, "questions", Float32Array, context.size * settings.factors),
    items: savedNumbers(saved, "items", Float32Array, bias.length * settings.factors),
    bias,
  };
  return fitted({ parameters, askers, context, itemFeatures: { rowStart, index } }, settings, number("seed"));
}
