/**
 * Language identification on Lingua's files: quality beside scikit-learn on the same rows, speed beside the detectors of npm.
 * Needs MILLWRIGHT_DATA. Quality is the share of right answers, each language counting the same, of sentences, pairs and words apart.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LoadedModel, loadModel, type RunReport, random, runSystem, type Source, type Table } from "millwright";
import { prepareData } from "millwright/mill";
import system from "../../systems/language-id/system.ts";
import { type Figure, median } from "../figure.ts";
import { type Detector, loadDetectors } from "../peers/detectors.ts";
import { PythonPeer } from "../peers/python-peer.ts";

const candidate = "letter models";
const kinds = ["sentence", "pair", "word"] as const;
const rounds = 7;
const timedTexts = 6000;
const batch = 64;

/** What bench/peers/language_id.py answers. */
interface PeerResult {
  readonly accuracy: Readonly<Record<string, number>>;
  readonly rows: { readonly train: number; readonly test: number };
  readonly seconds: number;
  readonly peer: string;
}

/** A row of the files as the protocol knows it. */
interface Text {
  readonly text: string;
  readonly language: string;
  readonly kind: string;
}

function textsOf(table: Table): Text[] {
  return Array.from({ length: table.rows }, (_, row) => {
    const { text, language, kind } = table.row(row);
    return { text: String(text), language: String(language), kind: String(kind) };
  });
}

/** Share of right answers by kind: mean over the languages of each language's share. */
function accuracyByKind(texts: readonly Text[], answers: readonly (string | undefined)[]): Record<string, number> {
  const byKind: Record<string, number> = {};
  for (const kind of kinds) {
    const counts = new Map<string, { right: number; all: number }>();
    texts.forEach((text, at) => {
      if (text.kind !== kind) return;
      const count = counts.get(text.language) ?? { right: 0, all: 0 };
      counts.set(text.language, count);
      count.all += 1;
      if (answers[at] === text.language) count.right += 1;
    });
    const shares = [...counts.values()].map(({ right, all }) => right / all);
    byKind[kind] = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  }
  return byKind;
}

const average = (byKind: Readonly<Record<string, number>>): number =>
  kinds.reduce((sum, kind) => sum + (byKind[kind] ?? 0), 0) / kinds.length;

const linesOf = (texts: readonly Text[]): string => texts.map((text) => `${JSON.stringify(text)}\n`).join("");

function qualityFigures(ours: Readonly<Record<string, number>>, report: RunReport, peer: PeerResult): Figure[] {
  const peerName = `${peer.peer}; same ${peer.rows.train} / ${peer.rows.test} rows`;
  const compare = (what: string, mine: number, theirs: number): Omit<Figure, "goal" | "met"> => ({
    figure: `accuracy of ${what} in 75 languages, %`,
    ours: 100 * mine,
    peer: 100 * theirs,
    peerName,
    ratio: mine / theirs,
  });
  const whole = average(ours);
  const seconds = report.ladder.find((entry) => entry.candidate === candidate)?.seconds ?? Number.NaN;
  return [
    { ...compare("sentences, pairs and words, on average,", whole, average(peer.accuracy)), goal: "≥ 87.0", met: whole >= 0.87 },
    ...kinds.map((kind): Figure => {
      const mine = ours[kind] ?? Number.NaN;
      const theirs = peer.accuracy[kind] ?? Number.NaN;
      return { ...compare(`${kind}s`, mine, theirs), goal: "ratio ≥ 1", met: mine >= theirs };
    }),
    {
      figure: "seconds of learning (ours from the training part, answers for validation included)",
      ours: seconds,
      peer: peer.seconds,
      peerName,
      ratio: seconds / peer.seconds,
      goal: "for information",
      met: true,
    },
    {
      figure: "size of the package, megabytes",
      ours: report.package.megabytes,
      peer: 20,
      peerName: "the system's bound",
      ratio: report.package.megabytes / 20,
      goal: "≤ 20",
      met: report.package.megabytes <= 20,
    },
  ];
}

/** Learns as `millwright run` does, judges on Lingua's rows as the protocol does, and has scikit-learn do the same. */
async function measureQuality(source: Source, directory: string): Promise<{ figures: Figure[]; model: LoadedModel; test: Text[] }> {
  const { final, test } = await prepareData(system, source, { seed: 0, onEvent: () => undefined });
  const texts = { train: textsOf(final.table), test: textsOf(test.table) };
  const files = { train: join(directory, "train.jsonl"), test: join(directory, "test.jsonl") };
  for (const part of ["train", "test"] as const) writeFileSync(files[part], linesOf(texts[part]));
  const python = new PythonPeer("language_id.py", 1);
  const peer = await python.ask<PeerResult>(files).finally(() => python.close());
  const report = await runSystem(system, { source, seed: 0, directory, only: [candidate] });
  if (report.chosen !== candidate) throw new Error(`"${report.chosen}" was chosen in place of "${candidate}".`);
  const model = await loadModel(report.package.path);
  const replies = await model.predict(texts.test.map(({ text }) => ({ text })));
  const ours = accuracyByKind(
    texts.test,
    replies.map(({ label }) => label),
  );
  return { figures: qualityFigures(ours, report, peer), model, test: texts.test };
}

/** Texts of all languages and kinds, mixed. */
function drawTexts(test: readonly Text[]): string[] {
  const rows = Int32Array.from(test.keys());
  random(0).fork("timed texts").shuffle(rows);
  return Array.from(rows.subarray(0, timedTexts), (row) => test[row]?.text ?? "");
}

/** Texts per second of one pass: by the clock, and by the processor time that the process took, which others on the machine do not change. */
interface Rate {
  readonly clock: number;
  readonly processor: number;
}

async function timePass(texts: number, work: () => unknown): Promise<Rate> {
  const used = process.cpuUsage();
  const started = performance.now();
  await work();
  const milliseconds = performance.now() - started;
  const { user, system: kernel } = process.cpuUsage(used);
  return { clock: (1e3 * texts) / milliseconds, processor: (1e6 * texts) / (user + kernel) };
}

/** One text a call beside the fastest of the others, who all answer so. */
function aloneFigure(rates: readonly Rate[], others: readonly { readonly name: string; readonly rates: readonly Rate[] }[]): Figure {
  const processor = (of: readonly Rate[]): number => median(of.map((rate) => rate.processor));
  const [fastest] = others.toSorted((a, b) => processor(b.rates) - processor(a.rates));
  const mine = processor(rates);
  const theirs = processor(fastest?.rates ?? []);
  const figure = `texts/s, one thread, one text a call, by processor time`;
  return { figure, ours: mine, peer: theirs, peerName: fastest?.name ?? "", ratio: mine / theirs, goal: "for information", met: true };
}

/** Everyone answers the same texts, one after the other in every round; the first round warms up. */
async function measureSpeed(model: LoadedModel, texts: readonly string[], detectors: readonly Detector[]): Promise<Figure[]> {
  const rows = texts.map((text) => ({ text }));
  const answerAll = async (): Promise<void> => {
    for (let from = 0; from < rows.length; from += batch) await model.predict(rows.slice(from, from + batch));
  };
  const answerAlone = async (): Promise<void> => {
    for (const row of rows) await model.predict([row]);
  };
  const contestants: { name: string; work: () => unknown; rates: Rate[] }[] = [
    { name: "ours", work: answerAll, rates: [] },
    { name: "ours, one text a call", work: answerAlone, rates: [] },
    ...detectors.map(({ name, detect }) => ({ name, work: () => texts.map((text) => detect(text)), rates: [] })),
  ];
  for (let round = 0; round <= rounds; round++) {
    for (const { work, rates } of contestants) {
      const rate = await timePass(texts.length, work);
      if (round > 0) rates.push(rate);
    }
  }
  const [ours, alone, ...others] = contestants;
  const figures = others.flatMap(({ name, rates }) =>
    (["clock", "processor"] as const).map((by): Figure => {
      const mine = median(ours?.rates.map((rate) => rate[by]) ?? []);
      const theirs = median(rates.map((rate) => rate[by]));
      const figure = `texts/s, one thread, ${texts.length} raw texts, by ${by === "clock" ? "the clock" : "processor time"}`;
      const peerName = `${name}; ours in batches of ${batch}`;
      return { figure, ours: mine, peer: theirs, peerName, ratio: mine / theirs, goal: "ratio > 1", met: mine > theirs };
    }),
  );
  return [...figures, aloneFigure(alone?.rates ?? [], others)];
}

/** Measures quality and speed. */
export async function run(): Promise<Figure[]> {
  const data = process.env["MILLWRIGHT_DATA"];
  const source = data === undefined || data === "" ? undefined : system.data.published?.(join(data, "language-id"));
  if (source === undefined) throw new Error("Set MILLWRIGHT_DATA to the folder that holds language-id.");
  const detectors = await loadDetectors();
  const directory = mkdtempSync(join(tmpdir(), "millwright-language-id-"));
  try {
    const { figures, model, test } = await measureQuality(source, directory);
    const speed = await measureSpeed(model, drawTexts(test), detectors);
    await model.close();
    return [...figures, ...speed];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
