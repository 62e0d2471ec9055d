import type { Table } from "../tables/table.ts";
import { type Derivation, type DerivationKind, noState } from "./derivation.ts";
import { isStopWord, LONGEST_TEXT, textsOf, wordsOf } from "./text-pair/text-words.ts";

/** What can be told of a question and a text that may answer it. */
export type AnswerTypeMeasure = "asked" | "evidence" | "matched_evidence" | "new_numbers";

/** A text in lower case, taken apart. */
interface Plain {
  readonly text: string;
  /** Between spaces and marks, endings kept. */
  readonly tokens: readonly string[];
  readonly words: readonly string[];
}

const months = "january february march april may june july august september october november december".split(" ");
const numerals = "one two three four five six seven eight nine ten eleven twelve hundred thousand million billion dozen".split(" ");
const placeWords =
  "located city state county country island capital region north south east west town near province born river coast".split(" ");
const personWords =
  "he she born actor actress singer president politician author writer played founded written invented portrayed directed king queen".split(
    " ",
  );
const causes = /\b(because|due to|by|through|using|process|when|caused?)\b/g;
const defining = /^.{0,80}?\b(is|are|was|were) (an?|the|one)\b/;

function countOf(tokens: readonly string[], listed: readonly string[]): number {
  return tokens.filter((token) => listed.includes(token)).length;
}

const occurrences = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const isNumber = (token: string): boolean => /\p{N}/u.test(token) || numerals.includes(token);
const capped = (count: number, enough: number): number => Math.min(count, enough) / enough;

/** Numbers of the answer that the question does not have. */
function newNumbers(question: Plain, answer: Plain): number {
  return answer.tokens.filter((token) => isNumber(token) && !question.tokens.includes(token)).length;
}

/** Defines what is asked about: says early what it is of, and that it is something. */
function defines(question: Plain, answer: Plain): number {
  const isAbout = answer.words.slice(0, 6).some((word) => !isStopWord(word) && question.words.includes(word));
  return isAbout && defining.test(answer.text) ? 1 : 0;
}

/** Kinds of questions, the first that fits counts; and how far a text has what such a question wants, from 0 to 1. */
const kinds: readonly { readonly asks: RegExp; readonly evidence: (question: Plain, answer: Plain) => number }[] = [
  {
    asks: /\bhow (many|much|old|long|big|tall|far|large|fast|high|deep|wide|heavy|often)\b/,
    evidence: (question, answer) => capped(newNumbers(question, answer), 3),
  },
  {
    asks: /\bwhen\b|\b(what|which) (year|date|day|time|month|century)\b/,
    evidence: (_, { tokens }) => capped(tokens.filter((token) => /^(1\d|20)\d\d$/.test(token)).length + countOf(tokens, months), 2),
  },
  {
    asks: /\bwhere\b|\b(what|which) (city|cities|state|states|country|countries|county|continent)\b/,
    evidence: (_, { tokens }) => capped(countOf(tokens, placeWords) + countOf(tokens, ["in"]) / 2, 3),
  },
  { asks: /\bwho(se|m)?\b/, evidence: (_, { tokens }) => capped(countOf(tokens, personWords) + countOf(tokens, ["by"]), 2) },
  { asks: /\b(how|why)\b/, evidence: (_, { text }) => capped(occurrences(text, causes), 2) },
  { asks: /\bwhat (is|are|was|were|does|do|did)\b|\bmean(s|ing)?\b/, evidence: defines },
];

function takeApart(text: string): Plain {
  const plain = text.slice(0, LONGEST_TEXT).normalize("NFKC").toLowerCase();
  return { text: plain, tokens: plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [], words: wordsOf(plain) };
}

/** How far the answer has what a question of its kind wants, from 0 to 1; 0 for another kind. */
function evidenceOf(question: Plain, answer: Plain): number {
  return kinds.find(({ asks }) => asks.test(question.text))?.evidence(question, answer) ?? 0;
}

/** Share of the question's words, stop words apart, that the answer has. */
function matchedShare(question: Plain, answer: Plain): number {
  const asked = [...new Set(question.words)].filter((word) => !isStopWord(word));
  const said = new Set(answer.words);
  return asked.length === 0 ? 0 : asked.filter((word) => said.has(word)).length / asked.length;
}

const measures: Readonly<Record<AnswerTypeMeasure, (question: Plain, answer: Plain) => number>> = {
  /** The kind of the question: 0 amount, 1 time, 2 place, 3 person, 4 manner or reason, 5 definition, 6 another. */
  asked: (question) => {
    const kind = kinds.findIndex(({ asks }) => asks.test(question.text));
    return kind < 0 ? kinds.length : kind;
  },
  evidence: evidenceOf,
  /** The same times the share of the question's words that the answer has: a year beside what was asked about. */
  matched_evidence: (question, answer) => evidenceOf(question, answer) * matchedShare(question, answer),
  new_numbers: newNumbers,
};

/**
 * Whether a text has what an English question asks for: numbers for "how many", years and months for "when", places, persons, causes or a
 * definition. Reads at most 20,000 characters.
 * @see Li and Roth (2002), "Learning Question Classifiers", COLING.
 * @example answerType({ query: "question", candidate: "sentence" })("evidence")
 */
export function answerType<const Column extends string>(settings: {
  readonly query: Column;
  readonly candidate: Column;
}): (measure: AnswerTypeMeasure) => Derivation<Column> {
  return (measure) => ({ kind: "answer_type", columns: [settings.query, settings.candidate], settings: {}, output: measure });
}

/** Types of questions and answers; learns nothing. */
export const answerTypeKind: DerivationKind = {
  kind: "answer_type",
  outputs: Object.keys(measures),
  learn: () => noState,
  open: (_, { columns: [query = "", candidate = ""] }) => {
    const pairsOf = (table: Table): [Plain, Plain][] => {
      const known = new Map<string, Plain>();
      const read = (text: string): Plain => {
        const found = known.get(text) ?? takeApart(text);
        known.set(text, found);
        return found;
      };
      const answers = textsOf(table, candidate);
      return textsOf(table, query).map((question, row) => [read(question), takeApart(answers[row] ?? "")]);
    };
    return (table, _lists, wanted) => {
      const pairs = pairsOf(table);
      return wanted.map((output) =>
        Float64Array.from(pairs, ([question, answer]) => measures[output as AnswerTypeMeasure](question, answer)),
      );
    };
  },
};
