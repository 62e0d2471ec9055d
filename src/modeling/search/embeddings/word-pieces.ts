import { MillwrightError } from "../../../errors/index.ts";

/** How texts become numbers of word pieces. */
export interface WordPieceSettings {
  /** Pieces by number; pieces inside a word begin with "##". */
  readonly vocabulary: readonly string[];
  /** Whether letters are made small and lose their accents; true unless told. */
  readonly lowercase?: boolean;
  /** Longest row of numbers, marks at both ends included; 256 unless told. */
  readonly longest?: number;
}

/** Numbers of pieces, a mark at either end, at most `longest` of them. */
export type WordPieces = (text: string) => number[];

const LONGEST_WORD = 100;
const apart = /[\p{P}\p{S}]|[\p{Script=Han}]|[^\s\p{P}\p{S}\p{Script=Han}]+/gu;

function required(numbers: ReadonlyMap<string, number>, piece: string): number {
  const number = numbers.get(piece);
  if (number !== undefined) return number;
  const problem = `the vocabulary of ${numbers.size} pieces has no "${piece}".`;
  throw new MillwrightError(
    "MODELING_ENCODER_INVALID",
    problem,
    "Give the vocabulary that the encoder was trained with (vocab.txt or tokenizer.json).",
  );
}

/** The longest pieces of a word from its start on; undefined where some part is not in the vocabulary. */
function piecesOf(word: string, numbers: ReadonlyMap<string, number>): number[] | undefined {
  const letters = [...word];
  const found: number[] = [];
  for (let from = 0; from < letters.length; ) {
    let to = letters.length;
    let number: number | undefined;
    for (; to > from && number === undefined; to--) number = numbers.get(`${from > 0 ? "##" : ""}${letters.slice(from, to).join("")}`);
    if (number === undefined) return undefined;
    found.push(number);
    from = to + 1;
  }
  return found;
}

/**
 * Divides texts into word pieces as BERT does.
 * @throws MODELING_ENCODER_INVALID
 * @see Wu et al. (2016), "Google's Neural Machine Translation System", section 4; Devlin et al. (2019), "BERT".
 */
export function wordPieces({ vocabulary, lowercase = true, longest = 256 }: WordPieceSettings): WordPieces {
  const numbers = new Map(vocabulary.map((piece, number) => [piece, number]));
  const [unknown, start, end] = ["[UNK]", "[CLS]", "[SEP]"].map((piece) => required(numbers, piece)) as [number, number, number];
  return (text) => {
    const plain = lowercase
      ? text
          .toLowerCase()
          .normalize("NFD")
          .replace(/\p{Mn}/gu, "")
      : text.normalize("NFC");
    const row = [start];
    for (const [word] of plain.matchAll(apart)) {
      if (row.length >= longest - 1) break;
      row.push(...((word.length > LONGEST_WORD ? undefined : piecesOf(word, numbers)) ?? [unknown]));
    }
    return [...row.slice(0, longest - 1), end];
  };
}

/** The vocabulary of a tokenizer.json (WordPiece) or of a vocab.txt, a piece a line. @throws MODELING_ENCODER_INVALID */
export function readVocabulary(content: string): { readonly vocabulary: readonly string[]; readonly lowercase?: boolean } {
  if (!content.trimStart().startsWith("{"))
    return { vocabulary: content.split(/\r?\n/).filter((line, n, all) => line !== "" || n < all.length - 1) };
  const refuse = (problem: string): MillwrightError =>
    new MillwrightError(
      "MODELING_ENCODER_INVALID",
      `the tokenizer ${problem}.`,
      "Give a tokenizer.json whose model is WordPiece, or a vocab.txt.",
    );
  let parsed: {
    readonly model?: { readonly type?: unknown; readonly vocab?: unknown };
    readonly normalizer?: { readonly lowercase?: unknown };
  };
  try {
    parsed = JSON.parse(content) as typeof parsed;
  } catch {
    throw refuse("is not JSON");
  }
  const { model, normalizer } = parsed;
  if (model?.type !== "WordPiece" || typeof model.vocab !== "object" || model.vocab === null)
    throw refuse(`is of type ${JSON.stringify(model?.type)}`);
  const vocabulary: string[] = [];
  for (const [piece, number] of Object.entries(model.vocab)) {
    if (!Number.isInteger(number) || number < 0 || number > 10_000_000) throw refuse(`gives "${piece}" the number ${String(number)}`);
    vocabulary[number as number] = piece;
  }
  const pieces = Array.from(vocabulary, (piece) => piece ?? "");
  return typeof normalizer?.lowercase === "boolean" ? { vocabulary: pieces, lowercase: normalizer.lowercase } : { vocabulary: pieces };
}
