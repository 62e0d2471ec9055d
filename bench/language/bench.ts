/**
 * Language models: perplexity on the Penn Treebank beside KenLM's, and simulated typing of short messages of held-out people beside a
 * Kneser–Ney model in Python. Needs MILLWRIGHT_DATA with the folder autocomplete.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildVocabulary,
  Completer,
  FreshSuggestions,
  perplexity,
  readNgrams,
  type Sentence,
  simulateTyping,
  trainNgrams,
  UserMemory,
} from "millwright";
import { dialogueTurns, shortMessages } from "../../systems/autocomplete/published.ts";
import { modelFile } from "../../systems/autocomplete/serve-page.ts";
import { zipEntry } from "../../systems/autocomplete/zip-entry.ts";
import type { Figure } from "../figure.ts";

/**
 * KenLM 0.3.0: lmplz -o 5 on ptb.train.txt with <unk> written as another word; sum of kenlm.Model.score over ptb.test.txt with start and
 * end, 82,430 words and ends; and of build_binary -q 8 -b 8 trie. Without limits the perplexity is 141.186.
 */
const kenlm = { exact: 141.1862, codedBytes: 12_166_898, grams: 2_317_236 };
const kenlmName = "KenLM 0.3.0, lmplz -o 5 (measured 2026-11)";
const python = "modified Kneser–Ney of three words in Python, same protocol";

function figureOf(figure: string, ours: number, peer: number, peerName: string, goal: string, met: boolean): Figure {
  return { figure, ours, peer, peerName, ratio: ours / peer, goal, met };
}

function treebank(folder: string): Figure[] {
  const archive = readFileSync(join(folder, "ptb", "ptb.zip"));
  const read = (part: string): Sentence[] =>
    zipEntry(archive, `ptb/${part}.txt`)
      .toString("utf8")
      .trimEnd()
      .split("\n")
      .map((line) => ({ words: line.split(" ").filter(Boolean) }));
  const train = read("train");
  const test = read("test").map((sentence) => [sentence]);
  const vocabulary = buildVocabulary(train);
  const of = (quantize: boolean) => {
    const model = trainNgrams(train, vocabulary, { order: 5, quantize });
    return { model, value: perplexity(model, test, { seed: 0 }).perplexity.value };
  };
  const exact = of(false);
  const coded = of(true);
  const bytes = coded.model.bytes / kenlm.grams;
  return [
    figureOf(
      "PTB test perplexity, 5 words",
      exact.value,
      kenlm.exact,
      kenlmName,
      "equal to 3 digits",
      Math.abs(exact.value - kenlm.exact) < 0.05,
    ),
    figureOf("the same, 8 bits", coded.value, kenlm.exact, kenlmName, "ratio ≤ 1.005", coded.value / kenlm.exact <= 1.005),
    figureOf(
      "bytes an n-gram, 8 bits",
      bytes,
      kenlm.codedBytes / kenlm.grams,
      kenlmName,
      "ratio ≤ 1",
      bytes * kenlm.grams <= kenlm.codedBytes,
    ),
  ];
}

/** Types the test messages with a memory for each writer. */
function typeMessages(completer: Completer, messages: ReturnType<typeof shortMessages>, fresh: boolean) {
  const writers = [...new Set(messages.map(({ writer }) => writer))];
  const memories = writers.map(() => new UserMemory());
  const fields = memories.map((memory) => new FreshSuggestions(completer, memory));
  const milliseconds: number[] = [];
  const result = simulateTyping(
    {
      suggest: (writer, words, prefix, k) => {
        const started = performance.now();
        const typed = { words, prefix };
        const list = fresh ? (fields[writer]?.suggest(typed, k) ?? []) : completer.suggest(typed, k, memories[writer]);
        milliseconds.push(performance.now() - started);
        return list.map(({ text }) => text);
      },
      sent: (writer, words) => completer.learn(memories[writer] ?? new UserMemory(), words),
    },
    messages.map(({ writer, words }) => ({ writer: writers.indexOf(writer), words })),
    { seed: 0 },
  );
  const sorted = milliseconds.sort((a, b) => a - b);
  return { ...result, p99: sorted[Math.floor(0.99 * sorted.length)] ?? Number.NaN };
}

function typing(folder: string): Figure[] {
  const messages = shortMessages(folder);
  const test = messages.filter(({ part }) => part === "test");
  const alone = new Completer(readNgrams(modelFile(messages)));
  const file = modelFile([...dialogueTurns(folder), ...messages]);
  const completer = new Completer(readNgrams(file));
  const plain = typeMessages(completer, test, false);
  const fresh = typeMessages(completer, test, true);
  const short = typeMessages(alone, test, false);
  const saved = plain.keystrokesSaved.value;
  const shown = plain.topShown.value;
  return [
    figureOf("keystrokes saved, held-out people", saved, 0.3971, python, "≥ 0.43", saved >= 0.43),
    figureOf(
      "the same, no word twice within a word",
      fresh.keystrokesSaved.value,
      0.3971,
      python,
      "≥ 0.43",
      fresh.keystrokesSaved.value >= 0.43,
    ),
    figureOf(
      "the same as the first, learned from the messages alone",
      short.keystrokesSaved.value,
      0.3971,
      python,
      "≥ 0.3971",
      short.keystrokesSaved.value >= 0.3971,
    ),
    figureOf("right word among three before any letter", shown, 0.1748, python, "≥ 0.20", shown >= 0.2),
    figureOf("p99 of a key, ms", plain.p99, 5, "goal", "≤ 5", plain.p99 <= 5),
    figureOf("model, MB", file.length / 1e6, 20, "goal", "≤ 20", file.length <= 20e6),
  ];
}

/** @param only - "treebank" or "typing". */
export async function run(only?: string): Promise<readonly Figure[]> {
  const data = process.env["MILLWRIGHT_DATA"];
  if (data === undefined) throw new Error("MILLWRIGHT_DATA must name the folder of the published data sets");
  const folder = join(data, "autocomplete");
  return [...(only === "typing" ? [] : treebank(folder)), ...(only === "treebank" ? [] : typing(folder))];
}
