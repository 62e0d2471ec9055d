import { join } from "node:path";
import { fromTable, type Source, tableFromRows, tarFiles } from "millwright";
import { languages } from "./languages.ts";

/** A text in a language, and where it comes from. */
export interface Text {
  text: string;
  language: string;
  kind: "sentence" | "pair" | "word" | "article";
  origin: "sib" | "udhr" | "lingua" | "authored";
  part: "train" | "validation" | "test";
}

const kinds = { sentences: "sentence", "word-pairs": "pair", "single-words": "word" } as const;

/** Every fifth sentence is chosen on. SIB's sentences are parallel: the same number is the same sentence in all languages. */
const isHeldOut = (number: number): boolean => number % 5 === 0;

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** Paragraphs, list items and headings of a page, without their marks. */
function paragraphsOf(html: string): string[] {
  const body = html.replace(/<head.*?<\/head>/s, "");
  return [...body.matchAll(/<(?:p|li|h\d)[^>]*>(.*?)<\/(?:p|li|h\d)>/gs)].map(([, inner = ""]) =>
    inner
      .replace(/<[^>]+>/g, " ")
      .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
      .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole),
  );
}

/** Column 3 of a table of sentences: number, topic, text. */
function sentencesOf(tsv: string): { number: number; text: string }[] {
  return tsv
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"))
    .filter((cells) => cells.length >= 3)
    .map(([number = "0", , ...text]) => ({ number: Number(number), text: text.join("\t") }));
}

/** One pair of neighbouring words and one longer word of a sentence, as people type them. */
export function cut(sentence: string, number: number): { pair?: string; word?: string } {
  const words = sentence.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const long = words.filter((word) => word.length >= 5);
  const at = number % Math.max(1, words.length - 1);
  const word = long[number % Math.max(1, long.length)];
  return { ...(words.length < 2 ? {} : { pair: `${words[at]} ${words[at + 1]}` }), ...(word === undefined ? {} : { word }) };
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Which language a file of the training archives belongs to. */
function byFile(list: (code: string) => readonly string[]): Map<string, string> {
  return new Map([...languages.keys()].flatMap((language) => list(language).map((file): [string, string] => [file, language])));
}

async function sibTexts(folder: string): Promise<Text[]> {
  const languageOf = byFile((code) => languages.get(code)?.sib ?? []);
  const folderOf = (name: string): string => name.split("/")[2] ?? "";
  const texts: Text[] = [];
  for await (const { name, bytes } of tarFiles(join(folder, "sib200-205langs.tar.xz"), (name) => languageOf.has(folderOf(name)))) {
    const language = languageOf.get(folderOf(name)) ?? "";
    for (const { number, text } of sentencesOf(decode(bytes))) {
      const part = isHeldOut(number) ? ("validation" as const) : ("train" as const);
      texts.push({ text, language, kind: "sentence", origin: "sib", part });
      if (part === "train") continue;
      const { pair, word } = cut(text, number);
      if (pair !== undefined) texts.push({ text: pair, language, kind: "pair", origin: "sib", part });
      if (word !== undefined) texts.push({ text: word, language, kind: "word", origin: "sib", part });
    }
  }
  return texts;
}

async function declarations(folder: string): Promise<Text[]> {
  const languageOf = byFile((code) => languages.get(code)?.udhr ?? []);
  const codeOf = (name: string): string => name.replace(/^.*\//, "").replace(/\.html$/, "");
  const texts: Text[] = [];
  for await (const { name, bytes } of tarFiles(join(folder, "udhr-declarations.tar.xz"), (name) => languageOf.has(codeOf(name)))) {
    const language = languageOf.get(codeOf(name)) ?? "";
    paragraphsOf(decode(bytes)).forEach((text, number) => {
      // Latin has nothing but its declaration, so some of it is chosen on.
      const part = language === "la" && isHeldOut(number) ? ("validation" as const) : ("train" as const);
      texts.push({ text, language, kind: "article", origin: "udhr", part });
    });
  }
  return texts;
}

async function linguaTexts(folder: string): Promise<Text[]> {
  const texts: Text[] = [];
  for await (const { name, bytes } of tarFiles(join(folder, "lingua-testdata-75langs.tar.xz"), (name) => name.endsWith(".txt"))) {
    const [, directory = "", file = ""] = name.split("/");
    const kind = kinds[directory as keyof typeof kinds];
    const language = file.replace(".txt", "");
    if (kind === undefined || !languages.has(language)) continue;
    for (const text of decode(bytes).split("\n")) {
      if (text.trim() !== "") texts.push({ text, language, kind, origin: "lingua", part: "test" });
    }
  }
  return texts;
}

/** SIB-200 and the declaration of human rights to learn from, Lingua's files to be judged on. */
export function publishedTexts(folder: string): Source {
  return {
    kind: "archive",
    description: "SIB-200 and the declaration of human rights in 75 languages, judged on Lingua's test files",
    simulated: false,
    read: async (schema, context) => {
      const texts = [...(await sibTexts(folder)), ...(await declarations(folder)), ...(await linguaTexts(folder))];
      const learnable = texts.filter(({ text, part }) => part === "test" || /\p{L}/u.test(text));
      return fromTable(tableFromRows("texts", schema, learnable), false).read(schema, context);
    },
  };
}
