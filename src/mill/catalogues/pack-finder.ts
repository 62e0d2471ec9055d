import { type ColumnRule, listOf, rowSchemaOf } from "../../data/index.ts";
import type { RequirementResult } from "../../design/index.ts";
import { type FittedFinder, findLists, type QuestionSet, type RequestSet, type RestoreFinder } from "../../modeling/index.ts";
import {
  type AskerHistories,
  type FinderSignature,
  openCatalogue,
  type PackageContents,
  type Parity,
  packageId,
  parityCheck,
  writeAskers,
  writeCatalogue,
  writeFinder,
  writePackage,
} from "../../serving/index.ts";
import type { AnyCatalogueSystem } from "../../system/index.ts";
import type { PackedModel, PackRequest } from "../pack.ts";
import { findOptionsOf } from "./climb-catalogue.ts";
import type { PreparedCatalogue } from "./prepare-catalogue.ts";

/** What is packed. */
export interface FinderPackRequest extends Pick<PackRequest, "candidate" | "policy" | "scores" | "source" | "seed"> {
  readonly system: AnyCatalogueSystem;
  readonly data: PreparedCatalogue;
  readonly model: FittedFinder;
}

/** Lists of the package that are compared with the trainer's. */
const comparedLists = 500;

/** Kinds of finders that a system brings because no registry knows them. */
export function findersOf({ modeling }: AnyCatalogueSystem): Record<string, RestoreFinder> {
  const own = modeling.candidates.flatMap(({ finder: { name, restore } }): [string, RestoreFinder][] =>
    restore === undefined ? [] : [[name, (saved) => restore(saved)]],
  );
  return Object.fromEntries(own);
}

/** All that is known of each asker when the package is made, the test events too: the service goes on from there. */
function historiesOf({ system, data }: Pick<FinderPackRequest, "system" | "data">): AskerHistories {
  const { events } = data.coded;
  const learned = new Uint8Array(events.askerIds.length);
  for (const asker of data.final.events.askers) learned[asker] = 1;
  // A query of a retrieval system has no past: it is asked by its words. What people wrote stays on their devices.
  const { kind } = system.modeling.task;
  const none = kind === "retrieval" || kind === "languageModel";
  const kept = none ? [] : events.askerIds;
  const rows = kept.flatMap((_, asker) => [...listOf(events.byAsker, asker)]);
  const start = new Int32Array(kept.length + 1);
  kept.forEach((_, asker) => {
    start[asker + 1] = (start[asker] ?? 0) + listOf(events.byAsker, asker).length;
  });
  const { times } = events;
  return {
    ids: kept,
    start,
    items: Int32Array.from(rows, (row) => events.items[row] ?? 0),
    learned: learned.slice(0, kept.length),
    ...(times === undefined ? {} : { times: Float64Array.from(rows, (row) => times[row] ?? Number.NaN) }),
  };
}

/** What a request carries: who asks, who may be unknown, and the context. */
function requestColumns({ system, data }: FinderPackRequest): ColumnRule[] {
  const { asker, context } = system.modeling.task;
  const rule = (name: string): ColumnRule[] => data.schema.columns.filter((one) => one.name === name);
  const { description, personal } = rule(asker)[0] ?? {};
  const who: ColumnRule = {
    name: asker,
    kind: "text",
    nullable: true,
    optional: true,
    maximumLength: 256,
    ...(description === undefined ? {} : { description }),
    ...(personal === undefined ? {} : { personal }),
  };
  return [who, ...context.flatMap(rule)];
}

function exampleOf({ system, data }: FinderPackRequest): Record<string, unknown> {
  const { asker } = system.modeling.task;
  const personal = data.schema.columns.find(({ name }) => name === asker)?.personal !== undefined;
  const first = data.validation.requests.length === 0 ? undefined : data.validation.requests.at(0);
  const id = data.coded.events.askerIds[data.validation.askers[0] ?? 0] ?? null;
  return { [asker]: personal ? "some-identifier" : id, ...first?.context };
}

function contentsOf(request: FinderPackRequest, parity: Parity, requirements: readonly RequirementResult[]): PackageContents {
  const { system, data, model, source } = request;
  const { task } = system.modeling;
  const { rules, explore } = system.serving ?? {};
  const saved = model.save();
  const { catalogue } = data.coded;
  const histories = historiesOf(request);
  const finder: FinderSignature = {
    kind: saved.kind,
    settings: saved.settings,
    asker: task.asker,
    item: task.item,
    repeats: task.repeats,
    sameIds: task.sameIds,
    k: task.k,
    items: catalogue.ids.length,
    askers: histories.ids.length,
    ...(rules === undefined ? {} : { rules }),
    ...(explore === undefined ? {} : { explore }),
    catalogue: system.data.catalogue === undefined ? [] : rowSchemaOf(system.data.catalogue.row).columns,
  };
  return {
    system: { name: system.name, title: system.title },
    candidate: request.candidate,
    task: { kind: task.kind, target: task.item, classes: [] },
    signature: { columns: requestColumns(request), inputs: [], outputs: ["items", "scores"], history: {}, example: exampleOf(request) },
    finder,
    policy: request.policy,
    data: { source: source.description, simulated: source.simulated, fingerprint: data.fingerprint, rows: data.rows },
    seed: request.seed,
    metrics: request.scores,
    requirements: requirements.map(({ name, measured, bound, met }) => ({ name, measured, bound, met })),
    parity,
    finderTensors: writeFinder(saved),
    catalogue: writeCatalogue(catalogue),
    askerHistories: writeAskers(histories),
  };
}

function firstOf({ requests }: QuestionSet): RequestSet {
  return { length: Math.min(comparedLists, requests.length), at: requests.at };
}

/**
 * Writes the package, opens it as a stranger would and compares its lists on validation questions with the trainer's.
 * @throws PACKAGE_PARITY when they differ: then nothing is promoted.
 */
export async function packFinder(directory: string, request: FinderPackRequest): Promise<PackedModel> {
  const { system, data, model } = request;
  const draft = contentsOf(request, { rows: 0, largestDifference: 0 }, []);
  const manifest = await writePackage(directory, draft);
  const opened = await openCatalogue(directory, { finders: findersOf(system) });
  const questions = firstOf(data.validation);
  const options = findOptionsOf(system, data);
  const served = await findLists(opened.model, questions, options);
  const trained = await findLists(model, questions, options);
  const asPrediction = ({ scores }: typeof served) => ({ rows: questions.length, width: options.k, values: scores });
  const parity = parityCheck(asPrediction(served), asPrediction(trained), { served: "the package", reference: "the trainer" });
  const bytes = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
  return {
    directory,
    parity,
    megabytes: bytes / 1e6,
    id: packageId(draft),
    rewrite: async (target, requirements, documents) => {
      await writePackage(target, { ...contentsOf(request, parity, requirements), documents });
    },
  };
}
