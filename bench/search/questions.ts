import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { random } from "../../src/kernels/index.ts";

/** Texts to search, and queries that each have one right answer. */
export interface SearchTask {
  readonly name: string;
  readonly texts: readonly string[];
  readonly queries: readonly { readonly query: string; readonly right: number; readonly self: number }[];
}

/** All questions of Quora's development and test pairs with 20,000 titles of Stack Overflow; a query is the first of a pair of duplicates. */
export function realQuestions(asked: number): SearchTask | undefined {
  const folder = join(process.env["MILLWRIGHT_DATA"] ?? "", "similar-questions");
  if (process.env["MILLWRIGHT_DATA"] === undefined || !existsSync(folder)) return undefined;
  const lines = (name: string): string[] =>
    gunzipSync(readFileSync(join(folder, name)))
      .toString("utf8")
      .split("\n")
      .filter(Boolean);
  const [test = [], dev = []] = ["test", "dev"].map((part) => lines(`quora_bimpm_split/${part}.tsv.gz`).map((line) => line.split("\t")));
  const pairs = [...test, ...dev].flatMap(([, first = "", second = ""]) => [first, second]);
  const texts = [...new Set([...pairs, ...lines("stackoverflow20k/title_StackOverflow.txt.gz")])];
  const codes = new Map(texts.map((text, code) => [text, code]));
  const same = test.filter(([label, first, second]) => label === "1" && first !== second);
  const drawn = random(11).shuffle(Int32Array.from(same.keys())).slice(0, asked);
  const queries = Array.from(drawn, (at) => {
    const [, first = "", second = ""] = same[at] ?? [];
    return { query: first, right: codes.get(second) ?? -1, self: codes.get(first) ?? -1 };
  });
  return { name: `${texts.length} real questions`, texts, queries };
}

/** Made-up questions, each query one of them with a word dropped and another added. */
export function madeTask(documents: number, asked: number): SearchTask {
  const texts = madeQuestions(documents, 1);
  return { name: `${documents} made-up questions`, texts, queries: changedQuestions(texts, asked) };
}

/** Questions with one word dropped and another added, each with the question that it was made of. */
export function changedQuestions(texts: readonly string[], asked: number): SearchTask["queries"] {
  const stream = random(11);
  return Array.from({ length: asked }, () => {
    const right = stream.integer(texts.length);
    const words = (texts[right] ?? "").split(" ");
    words.splice(stream.integer(words.length), 1);
    const other = (texts[stream.integer(texts.length)] ?? "").split(" ");
    return { query: [...words, other[stream.integer(other.length)] ?? ""].join(" "), right, self: -1 };
  });
}

/** Made-up questions: words of a Zipf-like vocabulary, 5 to 14 a question. @param seed - of the stream. */
export function madeQuestions(count: number, seed: number, vocabulary = 60_000): string[] {
  const stream = random(seed);
  const syllables = ["ka", "lo", "mi", "ne", "ru", "ta", "so", "vi", "pe", "da", "zo", "hu"];
  const words = Array.from({ length: vocabulary }, (_, n) => {
    let word = "";
    for (let rest = n + 12; rest > 0; rest = Math.floor(rest / 12)) word += syllables[rest % 12];
    return word;
  });
  // Ranks by exp(uniform) fall like 1/rank.
  const draw = (): string => words[Math.min(vocabulary - 1, Math.floor(Math.exp(stream.next() * Math.log(vocabulary))) - 1)] ?? "";
  return Array.from({ length: count }, () => Array.from({ length: 5 + stream.integer(10) }, draw).join(" "));
}
