import type { RequirementResult, Scores } from "../design/index.ts";
import type { Prediction } from "../modeling/index.ts";
import {
  historySnapshot,
  type LoadedModel,
  loadModel,
  type Manifest,
  type PackageContents,
  type Parity,
  type Policy,
  parityCheck,
  type Rule,
  writeDerivations,
  writePackage,
} from "../serving/index.ts";
import type { AnySystem } from "../system/index.ts";
import { type AssembledGraph, assembleGraph, type Finish } from "./assemble-graph.ts";
import type { FittedCandidate } from "./fit-candidate.ts";
import { leftOutOf } from "./left-out.ts";
import type { PreparedData } from "./prepare-data.ts";

/** The winner, ready to be packed: a candidate that learned, or a rule. */
export type Winner =
  | { readonly type: "learned"; readonly fitted: FittedCandidate; readonly finish: Finish }
  | { readonly type: "rule"; readonly rule: Rule };

/** What is packed. */
export interface PackRequest {
  readonly system: AnySystem;
  readonly data: PreparedData;
  readonly winner: Winner;
  readonly candidate: Manifest["candidate"];
  readonly policy: Policy;
  readonly scores: { readonly validation: Scores; readonly test: Scores };
  readonly source: { readonly description: string; readonly simulated: boolean };
  readonly seed: number;
  /** Answers of the trainer's own code about the validation rows. */
  readonly trainer: Prediction;
}

/** A made-up row for documentation: what is most usual in each column, so that nothing of a person is shown. */
function exampleOf(data: PreparedData, columns: readonly string[]): Record<string, unknown> {
  const usual = (name: string): unknown => {
    const profile = data.profile.find((one) => one.name === name);
    const rule = data.schema.columns.find((one) => one.name === name);
    const median = profile?.quantiles?.[Math.floor((profile.quantiles.length - 1) / 2)] ?? profile?.mean ?? 0;
    if (rule?.kind === "number") return rule.integer === true ? Math.round(median) : Number(median.toPrecision(6));
    if (rule?.kind === "timestamp") return new Date(profile?.maximum ?? 0).toISOString();
    if (rule?.kind === "boolean") return profile?.top?.[0]?.value === "true";
    return rule?.personal === undefined ? (rule?.allowed?.[0] ?? profile?.top?.[0]?.value ?? "text") : "some-identifier";
  };
  return Object.fromEntries(columns.map((name) => [name, usual(name)]));
}

function contentsOf(
  request: PackRequest,
  graph: AssembledGraph | undefined,
  parity: Parity,
  requirements: readonly RequirementResult[],
): PackageContents {
  const { system, data, source } = request;
  const leftOut = leftOutOf(system);
  const columns = data.schema.columns.filter((column) => !leftOut.includes(column.name));
  const { history = {}, derived = {} } = system.data;
  const { kind, target, query } = system.modeling.task;
  const snapshot = Object.keys(history).length === 0 ? undefined : historySnapshot(data.all, history);
  return {
    system: { name: system.name, title: system.title },
    candidate: request.candidate,
    task: { kind, target, ...(query === undefined ? {} : { query }), classes: data.classes },
    signature: {
      columns,
      inputs: graph?.inputs ?? [],
      outputs: graph?.outputs ?? ["prediction"],
      history,
      ...(Object.keys(derived).length === 0 ? {} : { derived }),
      example: exampleOf(
        data,
        columns.map((column) => column.name),
      ),
    },
    policy: request.policy,
    data: { source: source.description, simulated: source.simulated, fingerprint: data.fingerprint, rows: data.rows },
    seed: request.seed,
    metrics: request.scores,
    requirements: requirements.map(({ name, measured, bound, met }) => ({ name, measured, bound, met })),
    parity,
    ...(graph === undefined ? {} : { graph: graph.bytes }),
    ...(snapshot === undefined ? {} : { history: snapshot }),
    ...(Object.keys(derived).length === 0 ? {} : { derivations: writeDerivations(data.derived) }),
  };
}

/** A written package that has been compared with its trainer. */
export interface PackedModel {
  readonly directory: string;
  readonly parity: Parity;
  readonly megabytes: number;
  readonly id: string;
  /** Writes it again with what was measured of it, there or elsewhere. */
  rewrite(directory: string, requirements: readonly RequirementResult[], documents: Readonly<Record<string, string>>): Promise<void>;
}

/** What a package says of the validation rows: as it will be served, and, where kernels take part in that, by the runtime alone. */
async function answersOf(
  directory: string,
  { winner, data }: PackRequest,
): Promise<{ readonly manifest: Manifest; readonly answers: readonly [Prediction, ...Prediction[]] }> {
  const { table } = data.validation;
  const ask = async (accelerate: boolean): Promise<{ model: LoadedModel; prediction: Prediction }> => {
    const model = await loadModel(directory, { accelerate, ...(winner.type === "rule" ? { rule: winner.rule } : {}) });
    const prediction = await model.scoreTable(table).finally(() => model.close());
    return { model, prediction };
  };
  const served = await ask(true);
  const { manifest, accelerated } = served.model;
  if (accelerated.length === 0) return { manifest, answers: [served.prediction] };
  const { prediction } = await ask(false);
  parityCheck(served.prediction, prediction, { served: "the graph with kernels", reference: "the runtime alone" });
  return { manifest, answers: [served.prediction, prediction] };
}

/**
 * Writes the package, loads it as a stranger would and compares its answers on the validation rows with the trainer's.
 * Where kernels evaluate a part of the graph, kernels, graph and trainer have to agree with each other.
 * @throws PACKAGE_PARITY when they differ: then nothing is promoted.
 */
export async function packModel(directory: string, request: PackRequest): Promise<PackedModel> {
  const { winner, system, data, trainer } = request;
  const graph = winner.type === "learned" ? assembleGraph(winner.fitted, winner.finish, data.schema, leftOutOf(system)) : undefined;
  const untested = { rows: 0, largestDifference: 0 };
  const draft = contentsOf(request, graph, untested, []);
  await writePackage(directory, draft);
  const { manifest, answers } = await answersOf(directory, request);
  const parities = answers.map((prediction) => parityCheck(prediction, trainer));
  const parity = parities.reduce((worst, each) => (each.largestDifference > worst.largestDifference ? each : worst));
  const bytes = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
  return {
    directory,
    parity,
    megabytes: bytes / 1e6,
    id: manifest.id,
    rewrite: async (target, requirements, documents) => {
      await writePackage(target, { ...contentsOf(request, graph, parity, requirements), documents });
    },
  };
}
