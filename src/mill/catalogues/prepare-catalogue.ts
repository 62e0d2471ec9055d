import {
  type CatalogueSplit,
  type CodedEvents,
  type ColumnProfile,
  type LeakFinding,
  profileTable,
  type RowSchema,
  rowSchemaOf,
  type Source,
} from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import type { FinderExamples, QuestionSet } from "../../modeling/index.ts";
import type { AnyCatalogueSystem } from "../../system/index.ts";
import type { MillEvent } from "../events.ts";
import { bytesOf, withoutPersons } from "../prepare-data.ts";
import { type CodedCatalogue, codeCatalogue, eventsOf } from "./code-catalogue.ts";
import { type MadeQuestions, makeQuestions } from "./make-questions.ts";
import { readCatalogue } from "./read-catalogue.ts";

/** Events that have passed the contract, with codes, divided into what is learned from and what is asked. */
export interface PreparedCatalogue {
  readonly schema: RowSchema;
  readonly fingerprint: string;
  readonly ignored: readonly string[];
  readonly rows: number;
  /** Size of the events in memory. */
  readonly megabytes: number;
  readonly coded: CodedCatalogue;
  readonly split: CatalogueSplit;
  readonly train: FinderExamples;
  readonly final: FinderExamples;
  readonly validation: QuestionSet;
  readonly test: QuestionSet;
  readonly leaks: readonly LeakFinding[];
  readonly profile: readonly ColumnProfile[];
}

function examplesOf(system: AnyCatalogueSystem, { events, catalogue, related }: CodedCatalogue, rows: Int32Array): FinderExamples {
  const { weight, sameIds } = system.modeling.task;
  return {
    catalogue,
    askers: { ids: events.askerIds },
    events: eventsOf(events, rows, weight),
    ...(sameIds ? { sameIds } : {}),
    ...(related === undefined ? {} : { related }),
  };
}

/** Pairs that are learned from in the other direction than they are asked about in. */
function reversedPairs({ askers, items, askerIds }: CodedEvents, { final, test }: CatalogueSplit): LeakFinding {
  const nodes = askerIds.length;
  const learned = new Set(Array.from(final, (row) => (items[row] ?? 0) * nodes + (askers[row] ?? 0)));
  const rows = test.truth.values.filter((row) => learned.has((askers[row] ?? 0) * nodes + (items[row] ?? 0))).length;
  return {
    check: "reversed pairs",
    found: `${rows} of ${test.truth.values.length} right answers of test are learned from in the other direction.`,
    rows,
  };
}

/** A retrieval learns from its corpus; everything else needs events. @throws MODELING_NO_EVENTS */
function checkEvents(system: AnyCatalogueSystem, { train }: CatalogueSplit): void {
  if (train.length > 0 || system.modeling.task.kind === "retrieval") return;
  throw new MillwrightError("MODELING_NO_EVENTS", "the split leaves no event to learn from.", "Give it more events, or other shares.");
}

/** Questions with an answer. @throws MODELING_TARGET_EMPTY */
function questionsToAsk({ questions, known }: MadeQuestions, part: string): QuestionSet {
  if (questions.requests.length > 0) return questions;
  throw new MillwrightError(
    "MODELING_TARGET_EMPTY",
    `no list may hold any of the ${known} held-out answers of ${part}: their askers know them already, or are them.`,
    "Give it events between others, or allow repeats in the task.",
  );
}

/** Reads the source and takes it through contract, codes, split, leak check and profile. */
export async function prepareCatalogue(
  system: AnyCatalogueSystem,
  source: Source,
  context: { seed: number; signal?: AbortSignal; onEvent: (event: MillEvent) => void },
): Promise<PreparedCatalogue> {
  const { seed, signal, onEvent } = context;
  onEvent({ type: "stage", stage: "data", title: `reading ${source.description}` });
  const read = await readCatalogue(system, source, {
    seed,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (rows) => onEvent({ type: "progress", what: "rows", step: rows, steps: 0, values: {} }),
  });
  const { events: table, fingerprint, ignored } = read;
  onEvent({ type: "data", source: source.description, simulated: source.simulated, rows: table.rows, fingerprint });
  const coded = codeCatalogue(system, read, seed);
  const divided = system.data.split.divide(coded.events, seed);
  checkEvents(system, divided);
  const train = examplesOf(system, coded, divided.train);
  const final = examplesOf(system, coded, divided.final);
  const validation = makeQuestions(system, coded, divided.validation, train);
  const test = makeQuestions(system, coded, divided.test, final);
  const known = validation.known + test.known;
  const note = known === 0 ? "" : ` ${known} answers that no list may hold (known already, the asker itself, or twice) were left out.`;
  const schema = rowSchemaOf(system.row);
  return {
    schema,
    fingerprint,
    ignored,
    rows: table.rows,
    megabytes: bytesOf(table) / 1e6,
    coded,
    split: { ...divided, description: `${divided.description}${note}` },
    train,
    final,
    validation: questionsToAsk(validation, "validation"),
    test: questionsToAsk(test, "test"),
    leaks: system.modeling.task.sameIds ? [reversedPairs(coded.events, divided)] : [],
    profile: withoutPersons(profileTable(coded.events.table.take(divided.train)), schema),
  };
}
