import { MillwrightError } from "../../errors/index.ts";
import type { JournalSettings } from "../journal/journal-settings.ts";
import type { Manifest } from "../package/manifest.ts";
import { type ReadLimits, type ReadPackage, readPackage } from "../package/read-package.ts";
import type { StandardReply } from "../reply.ts";
import { type DerivedColumns, openDerivedColumns } from "./derived-columns.ts";
import type { LoadedModel, ModelParts, ReplyExtension, Scored } from "./loaded-model.ts";
import { noHistory, type OnlineHistory, openHistory } from "./online-history.ts";
import { graphPredictor, type Predictor, type Rule, rulePredictor } from "./predictor.ts";
import { replierFor } from "./replies.ts";
import { type CheckedRow, compileRowCheck } from "./row-check.ts";
import { scoreTable, tableOfReplies } from "./table-prediction.ts";

/** How a package is loaded. */
export interface LoadOptions {
  /** The system's rule, where a rule won the ladder. */
  readonly rule?: Rule;
  /** What the system adds to each reply. */
  readonly reply?: ReplyExtension;
  /** Threads within one op of the graph; 1 unless told. */
  readonly threads?: number;
  /**
   * Whether compiled kernels evaluate those parts of the graph that they know, to the same answers; true unless told. Without, the
   * runtime runs every node.
   */
  readonly accelerate?: boolean;
  readonly limits?: ReadLimits;
  /** Entities' past as `saveHistory` gave it, in place of the package's. */
  readonly history?: Uint8Array;
  /** Keeps what is observed and labelled in files, and goes on from them; for systems with a history, others have nothing to keep. */
  readonly journal?: JournalSettings;
  /** The clock, in milliseconds since 1970; Date.now unless told. */
  readonly now?: () => number;
}

async function predictorOf(read: ReadPackage, options: LoadOptions): Promise<Predictor> {
  const { manifest, graph } = read;
  const { threads = 1, accelerate = true } = options;
  if (graph !== undefined) return graphPredictor(graph, manifest.signature.inputs, { threads, accelerate });
  if (manifest.kind === "finder") {
    throw new MillwrightError(
      "PACKAGE_UNKNOWN_FORMAT",
      `the package of "${manifest.system.name}" finds items of a catalogue and predicts no rows.`,
      "Open it with loadCatalogue(directory).",
    );
  }
  if (options.rule !== undefined) return rulePredictor(options.rule, manifest);
  throw new MillwrightError(
    "PACKAGE_NEEDS_SYSTEM",
    `the winner "${manifest.candidate.name}" of "${manifest.system.name}" is a rule, which is code of the system.`,
    "Serve it with `millwright serve`, or call loadModel(directory, { rule }) with the system's heuristic of that name.",
  );
}

/** Calls a system's `reply` and keeps its failure from looking like the server's. @throws SERVING_REPLY_FAILED */
export function extendReply(extension: ReplyExtension, row: CheckedRow, standard: StandardReply): StandardReply {
  let added: Readonly<Record<string, unknown>>;
  try {
    added = extension(row, standard);
  } catch (cause) {
    throw new MillwrightError(
      "SERVING_REPLY_FAILED",
      `the system's reply function threw: ${cause instanceof Error ? cause.message : String(cause)}.`,
      "Make it answer for every row that fits the schema.",
      { cause },
    );
  }
  return { ...standard, ...added };
}

/** Where the columns come from that no caller sends. */
interface Derivers {
  readonly history: OnlineHistory;
  readonly columns: DerivedColumns;
}

function partsOf(manifest: Manifest, predictor: Predictor, { history, columns }: Derivers, isOpen: () => boolean): ModelParts {
  return {
    check: compileRowCheck(manifest.signature.columns),
    replyTo: replierFor(manifest),
    derive: (rows) => columns.ofRows(rows.map((row) => history.derive(row))),
    advance: (rows) => columns.ofRows(history.advance(rows)),
    ...(history.commit === undefined ? {} : { commit: history.commit }),
    score: async (rows): Promise<Scored> => {
      if (!isOpen())
        throw new MillwrightError("SERVING_MODEL_CLOSED", `the model of "${manifest.system.name}" is closed.`, "Load it again.");
      return { prediction: await predictor.predict(rows), rows };
    },
  };
}

/** The history of a model: none, in memory, or with a journal behind it. @throws SERVING_SETTINGS_INVALID and what `openJournaledHistory` throws */
async function historyOf({ manifest, history }: ReadPackage, options: LoadOptions): Promise<OnlineHistory> {
  const now = options.now ?? Date.now;
  if (Object.keys(manifest.signature.history).length === 0) return noHistory(manifest);
  if (options.journal === undefined) return openHistory(manifest, options.history ?? history, now);
  if (options.history !== undefined) {
    throw new MillwrightError(
      "SERVING_SETTINGS_INVALID",
      "both `history` and `journal` were given.",
      "Give one: a journal has its own state.",
    );
  }
  // Only here, because it brings SQLite for its lock.
  const { openJournaledHistory } = await import("../journal/open-journal.ts");
  return openJournaledHistory(manifest, history, now, options.journal);
}

/** Rows of one run when a caller passes many. */
const rowsPerRun = 4096;

async function predictAll(rows: readonly unknown[], parts: ModelParts, reply: ReplyExtension | undefined): Promise<StandardReply[]> {
  const checked = parts.derive(rows.map((row, index) => parts.check(row, `row ${index}`)));
  const replies: StandardReply[] = [];
  for (let from = 0; from < checked.length; from += rowsPerRun) {
    const scored = await parts.score(checked.slice(from, from + rowsPerRun));
    scored.rows.forEach((row, index) => {
      const standard = parts.replyTo(scored.prediction, index);
      replies.push(reply === undefined ? standard : extendReply(reply, row, standard));
    });
  }
  return replies;
}

/**
 * Loads a model package: verified, checked against its signature and ready to predict. Loading runs no code of the package.
 * @param directory - the package, with millwright.json in it.
 * @throws what `readPackage` throws, PACKAGE_NEEDS_SYSTEM, ONNX_OPEN_FAILED, ONNX_REGION_INVALID; with a journal SERVING_JOURNAL_BUSY,
 * SERVING_JOURNAL_FAILED, SERVING_JOURNAL_DAMAGED
 * @example
 * const model = await loadModel("./model");
 * const [reply] = await model.predict([{ amount: 12.5, country: "NL" }]);
 */
export async function loadModel<Request = Readonly<Record<string, unknown>>, Reply = StandardReply>(
  directory: string,
  options: LoadOptions = {},
): Promise<LoadedModel<Request, Reply>> {
  const read = await readPackage(directory, options.limits);
  const { manifest } = read;
  const columns = openDerivedColumns(manifest, read.derivations);
  const predictor = await predictorOf(read, options);
  const history = await historyOf(read, options).catch(async (error: unknown) => {
    await predictor.close();
    throw error;
  });
  let open = true;
  const parts = partsOf(manifest, predictor, { history, columns }, () => open);
  return {
    manifest,
    version: manifest.id.slice(0, 12),
    hasHistory: history.present,
    accelerated: predictor.accelerated,
    parts,
    // `Reply` is what the caller says that the system answers: the standard reply and what its `reply` adds.
    predict: async (rows) => (await predictAll(rows, parts, options.reply)) as Reply[],
    scoreTable: (table) => scoreTable(columns.ofTable(table), manifest, predictor),
    predictTable: async (table) => {
      const whole = columns.ofTable(table);
      return tableOfReplies(whole, await scoreTable(whole, manifest, predictor), parts.replyTo);
    },
    observe: (rows) => history.observe(rows.map((row, index) => parts.check(row, `row ${index}`))),
    label: (labels) => history.label(labels),
    saveHistory: () => history.save(),
    close: async () => {
      if (!open) return;
      open = false;
      await predictor.close();
      await history.close?.();
    },
  };
}
