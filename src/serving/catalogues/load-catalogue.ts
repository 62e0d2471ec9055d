import { didYouMean, MillwrightError } from "../../errors/index.ts";
import { type Random, random } from "../../kernels/index.ts";
import { allowUnknown, type Events, type FindRequest, type FittedFinder, type StageTime } from "../../modeling/index.ts";
import type { FoundItem } from "../found-item.ts";
import type { JournalSettings } from "../journal/journal-settings.ts";
import { callSystem } from "./call-system.ts";
import type { Feedback } from "./feedback.ts";
import { openFeedbackJournal } from "./feedback-journal.ts";
import { compileQueryCheck, type FindQuery } from "./find-query.ts";
import { itemTest } from "./item-filter.ts";
import type { AskedFor, ItemExtension, ItemRule } from "./item-hooks.ts";
import { ListLimits } from "./list-limits.ts";
import { capped } from "./list-rules.ts";
import { LiveHistories } from "./live-histories.ts";
import type { FoundList, LoadedCatalogue } from "./loaded-catalogue.ts";
import { type OpenCatalogue, type OpenCatalogueOptions, openCatalogue } from "./open-catalogue.ts";
import { ThompsonSlot } from "./thompson-slot.ts";

/** How a finder's package is loaded. */
export interface LoadCatalogueOptions extends OpenCatalogueOptions {
  readonly reply?: ItemExtension;
  readonly allow?: ItemRule;
  /** Keeps what is recorded in files, and goes on from them. */
  readonly journal?: JournalSettings;
  /** Every random choice (exploration) follows from it; 1 unless told. */
  readonly seed?: number;
}

/** Accepted items after which the finder's counts are brought up to date. */
const updateEvery = 100;

/** Items that are asked for in the first round where a rule may drop some, as a multiple of the list's length. */
const reach = 4;

/** An item of a list that is answered. */
interface Placed {
  readonly item: number;
  readonly at: number;
  /** None where it is tried. */
  readonly score: number | undefined;
  readonly probability: number | undefined;
}

/** A served finder: the package, and what came since. */
class ServedCatalogue implements LoadedCatalogue {
  readonly manifest: OpenCatalogue["manifest"];
  readonly version: string;
  readonly check: LoadedCatalogue["check"];
  readonly #opened: OpenCatalogue;
  readonly #codes: ReadonlyMap<string, number>;
  readonly #histories: LiveHistories;
  readonly #limits: ListLimits;
  readonly #withholding: Random;
  readonly #slot: ThompsonSlot | undefined;
  readonly #reply: ItemExtension | undefined;
  readonly #allow: ItemRule | undefined;
  readonly #learnedItems: Uint8Array;
  #model: FittedFinder;
  #pending: { asker: number; item: number; at: number }[] = [];
  #keep: ((events: readonly Feedback[]) => Promise<void>) | undefined;
  #closeJournal: (() => Promise<void>) | undefined;
  #open = true;

  constructor(opened: OpenCatalogue, { reply, allow, seed = 1 }: LoadCatalogueOptions) {
    const { manifest, version, catalogue, signature, histories } = opened;
    this.manifest = manifest;
    this.version = version;
    this.check = compileQueryCheck(manifest);
    this.#opened = opened;
    this.#codes = new Map(catalogue.ids.map((id, code) => [id, code]));
    this.#histories = new LiveHistories(histories);
    this.#slot = signature.explore === undefined ? undefined : new ThompsonSlot(catalogue.ids.length, signature.explore, seed);
    this.#limits = new ListLimits(this.#codes, { shownAtMost: signature.rules?.shownAtMost, sameIds: signature.sameIds });
    this.#withholding = random(seed).fork("withhold");
    this.#reply = reply;
    this.#allow = allow;
    this.#model = opened.model;
    this.#learnedItems = new Uint8Array(catalogue.ids.length);
    for (const item of histories.items) this.#learnedItems[item] = 1;
  }

  /** Goes on from a journal, and keeps what is recorded from now on in it. */
  async keepIn(settings: JournalSettings): Promise<void> {
    const journal = await openFeedbackJournal(this.manifest, settings, (events) => this.#apply(events));
    this.#keep = journal.keep;
    this.#closeJournal = journal.close;
  }

  find(query: FindQuery): FoundList {
    this.#checkOpen();
    const trace: StageTime[] = [];
    const timed = <Result>(stage: string, work: () => Result): Result => {
      const started = performance.now();
      const result = work();
      trace.push({ stage, ms: Math.round(1000 * (performance.now() - started)) / 1000 });
      return result;
    };
    const { request, known, personalised } = timed("history", () => this.#requestOf(query));
    const allow = timed("rules", () => this.#allowed(query));
    const { items, scores } = timed("find", () => this.#ranked(request, query.k, allow, trace));
    const { showAbove, withhold = 0 } = this.manifest.policy;
    const confidence = scores[0];
    const sure = showAbove === undefined || (confidence !== undefined && confidence >= showAbove);
    const withheld = sure && withhold > 0 && this.#withholding.next() < withhold;
    const shown = sure && !withheld;
    const list = shown ? timed("explore", () => this.#explored(items, query.k, request, allow)) : [];
    const scoreOf = new Map(items.map((item, at) => [item, scores[at] ?? Number.NaN]));
    const knows = this.#model.probabilities?.bind(this.#model);
    const probabilities = knows === undefined ? undefined : timed("probabilities", () => knows(request, Int32Array.from(list)));
    const found = timed("explain", () =>
      list.map((item, at) => this.#item({ item, at, score: scoreOf.get(item), probability: probabilities?.[at] }, request, query)),
    );
    return {
      items: found,
      known,
      personalised,
      ...(confidence === undefined ? {} : { confidence }),
      shown,
      ...(withheld ? { withheld } : {}),
      trace,
    };
  }

  async record(events: readonly Feedback[]): Promise<void> {
    this.#checkOpen();
    for (const [index, { item }] of events.entries()) this.#itemCode(item, `event ${index}`);
    // On the disk first: what was acknowledged must not be lost.
    await this.#keep?.(events);
    this.#apply(events);
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#closeJournal?.();
  }

  #checkOpen(): void {
    if (this.#open) return;
    throw new MillwrightError("SERVING_MODEL_CLOSED", `the model of "${this.manifest.system.name}" is closed.`, "Load it again.");
  }

  /** @throws SERVING_ITEM_UNKNOWN */
  #itemCode(id: string, where: string): number {
    const code = this.#codes.get(id);
    if (code !== undefined) return code;
    const near = this.#codes.size > 10_000 ? "Send an id of the catalogue." : didYouMean(id, [...this.#codes.keys()]);
    throw new MillwrightError("SERVING_ITEM_UNKNOWN", `${where}: there is no item "${id.slice(0, 80)}" in the catalogue.`, near);
  }

  #requestOf(query: FindQuery): { request: FindRequest; known: boolean; personalised: boolean } {
    const { asker: column, sameIds } = this.#opened.signature;
    const id = query.row[column];
    const asker = typeof id === "string" ? id : undefined;
    const { [column]: _, ...context } = query.row;
    const carried = Object.keys(context).length === 0 ? {} : { context };
    const known = asker !== undefined && (sameIds ? this.#codes.has(asker) : this.#histories.knows(asker));
    const itemCode = sameIds && asker !== undefined ? (this.#codes.get(asker) ?? -1) : -1;
    // An asker that is an item is what the question is about, not a person whose past is looked at; but for a node of a graph.
    const about = this.manifest.task.kind === "linkPrediction" ? -1 : itemCode;
    if (!query.personalise) return { request: { asker: about, history: new Int32Array(0), ...carried }, known, personalised: false };
    const past = this.#pastOf(query, asker);
    const code = sameIds ? itemCode : asker === undefined ? -1 : this.#histories.codeOf(asker);
    return { request: { asker: code, ...past, ...carried }, known, personalised: past.history.length > 0 || code >= 0 };
  }

  /** What the caller tells of the asker's past, else what is kept of it. */
  #pastOf({ history }: FindQuery, asker: string | undefined): Pick<FindRequest, "history" | "historyTimes"> {
    if (history !== undefined) return { history: Int32Array.from(history, (one) => this.#itemCode(one, "history")) };
    return asker === undefined ? { history: new Int32Array(0) } : this.#histories.historyOf(asker);
  }

  #allowed(query: FindQuery): (item: number, request: FindRequest) => boolean {
    const { signature, catalogue } = this.#opened;
    const tests = [
      itemTest(catalogue.table, query.where),
      itemTest(catalogue.table, signature.rules?.where ?? {}),
      this.#ruleFor(query),
    ].filter((test) => test !== undefined);
    const id = query.row[signature.asker];
    const limits = this.#limits.allow(typeof id === "string" ? id : undefined);
    const excluded = new Set(query.exclude.map((id) => this.#itemCode(id, "exclude")));
    const unknown = allowUnknown({ items: catalogue.ids.length, repeats: signature.repeats, sameIds: signature.sameIds });
    return (item, request) =>
      !excluded.has(item) && limits(item) && (unknown?.(item, request) ?? true) && tests.every((test) => test(item));
  }

  /** Enough items that k of them keep the rules. */
  #ranked(request: FindRequest, k: number, allow: (item: number, request: FindRequest) => boolean, trace: StageTime[]) {
    const { signature, catalogue } = this.#opened;
    const atMost = signature.rules?.atMost;
    const all = catalogue.ids.length;
    for (let depth = Math.min(all, atMost === undefined ? k : reach * k); ; depth = Math.min(all, reach * depth)) {
      const found = this.#model.find([request], { k: depth, allow });
      const end = found.items.indexOf(-1);
      const items = [...found.items.subarray(0, end < 0 ? depth : end)];
      const kept = capped(items, k, catalogue.table, atMost);
      if (kept.length < k && end < 0 && depth < all) continue;
      for (const { stage, ms } of found.stages ?? []) trace.push({ stage: `find: ${stage}`, ms });
      const scoreOf = new Map(items.map((item, at) => [item, found.scores[at] ?? Number.NaN]));
      return { items: kept, scores: kept.map((item) => scoreOf.get(item) ?? Number.NaN) };
    }
  }

  /** The list with a new item in the place that is kept for one. */
  #explored(items: readonly number[], k: number, request: FindRequest, allow: (item: number, request: FindRequest) => boolean): number[] {
    const { explore } = this.#opened.signature;
    if (this.#slot === undefined || explore === undefined || explore.place > k) return [...items];
    const drawn = this.#slot.draw(
      (item) => this.#learnedItems[item] === 1,
      (item) => !items.includes(item) && allow(item, request),
    );
    if (drawn === undefined) return [...items];
    return [...items.slice(0, explore.place - 1), drawn, ...items.slice(explore.place - 1)].slice(0, k);
  }

  #item(place: Placed, request: FindRequest, query: FindQuery): FoundItem & Record<string, unknown> {
    const { catalogue } = this.#opened;
    const { item, at, score, probability } = place;
    const tried = score === undefined;
    const reason = query.explain && !tried ? this.#model.explain?.(request, item) : undefined;
    const found: FoundItem = {
      id: catalogue.ids[item] ?? "",
      place: at + 1,
      score: score ?? this.#model.score(request, Int32Array.of(item))[0] ?? Number.NaN,
      ...(probability === undefined ? {} : { probability }),
      ...(tried ? { exploring: true, reason: "New here: shown to learn whether it is liked." } : {}),
      ...(reason === undefined ? {} : { reason: reason.sentence }),
      ...(reason?.because === undefined ? {} : { because: reason.because.map((one) => catalogue.ids[one] ?? "") }),
    };
    const reply = this.#reply;
    if (reply === undefined) return { ...found };
    return { ...found, ...callSystem("reply", () => reply(catalogue.table?.row(item) ?? {}, found, this.#askedFor(query))) };
  }

  #askedFor({ row }: FindQuery): AskedFor {
    const { signature, catalogue } = this.#opened;
    const id = row[signature.asker];
    const code = signature.sameIds && typeof id === "string" ? this.#codes.get(id) : undefined;
    return code === undefined || catalogue.table === undefined ? { row } : { row, item: catalogue.table.row(code) };
  }

  /** The system's own rule for a question; no rule where it has none or nothing is known of items. */
  #ruleFor(query: FindQuery): ((item: number) => boolean) | undefined {
    const [allow, { table }] = [this.#allow, this.#opened.catalogue];
    if (allow === undefined || table === undefined) return undefined;
    const asked = this.#askedFor(query);
    return (item) => callSystem("allow", () => allow(table.row(item), asked));
  }

  #apply(events: readonly Feedback[]): void {
    for (const event of events) {
      const { asker, item, kind, at } = event;
      this.#limits.record(event);
      const code = this.#codes.get(item);
      if (code === undefined) continue;
      this.#slot?.record(code, kind);
      if (kind !== "accepted" || asker === null) continue;
      this.#histories.add(asker, code, at);
      const known = this.#histories.codeOf(asker);
      if (known >= 0) this.#pending.push({ asker: known, item: code, at });
    }
    if (this.#pending.length >= updateEvery) this.#update();
  }

  /** Brings the finder's counts up to date, without learning anew. */
  #update(): void {
    const pending = this.#pending;
    this.#pending = [];
    if (this.#model.update === undefined) return;
    const timed = this.#opened.histories.times !== undefined;
    const events: Events = {
      askers: Int32Array.from(pending, ({ asker }) => asker),
      items: Int32Array.from(pending, ({ item }) => item),
      ...(timed ? { times: Float64Array.from(pending, ({ at }) => at) } : {}),
    };
    this.#model = this.#model.update(events);
  }
}

/**
 * Loads a finder's package: verified, and ready to answer. Loading runs no code of the package.
 * @throws what `openCatalogue` throws; with a journal SERVING_JOURNAL_BUSY, SERVING_JOURNAL_FAILED, SERVING_JOURNAL_DAMAGED
 * @example
 * const books = await loadCatalogue("./model");
 * const { items } = books.find(books.check({ reader: "r17", k: 5 }, "query"));
 */
export async function loadCatalogue(directory: string, options: LoadCatalogueOptions = {}): Promise<LoadedCatalogue> {
  const served = new ServedCatalogue(await openCatalogue(directory, options), options);
  if (options.journal !== undefined) await served.keepIn(options.journal);
  return served;
}
