import { extendHash } from "./rolling-hash.ts";

const SPACE = 32;
const APOSTROPHE = 39;
const TYPOGRAPHIC_APOSTROPHE = 0x2019;
const LETTER = 1;
const DIGIT = 2;

/** Class of each character of the basic plane: 0 other, 1 letter or mark, 2 digit; made when first used. */
let classes: Uint8Array | undefined;

const isLetter = /^[\p{L}\p{M}]$/u;
const isDigit = /^\p{N}$/u;

function classOf(character: string): number {
  if (isLetter.test(character)) return LETTER;
  return isDigit.test(character) ? DIGIT : 0;
}

function characterClasses(): Uint8Array {
  if (classes === undefined) {
    classes = new Uint8Array(0x10000);
    for (let code = 0; code < 0x10000; code++) classes[code] = classOf(String.fromCharCode(code));
  }
  return classes;
}

/** Lower case, composed. Composing is skipped where every character is ASCII. */
function lowered(text: string): string {
  return text.toLowerCase().normalize("NFC");
}

/**
 * The letters of a text as code points: lower-case, composed; whatever is not a letter, a mark or an apostrophe becomes one
 * space; one space before the first and behind the last word.
 * @param target - receives at most `target.length - at` code points, 2 · text.length + 2 at the utmost.
 * @returns the position behind the last code point.
 */
export function writeLetters(text: string, target: Int32Array, at: number): number {
  const table = characterClasses();
  const lower = lowered(text);
  let end = at;
  target[end++] = SPACE;
  for (let i = 0; i < lower.length; i++) {
    let code = lower.charCodeAt(i);
    let kept = table[code] === LETTER || code === APOSTROPHE;
    if (code === TYPOGRAPHIC_APOSTROPHE) {
      code = APOSTROPHE;
      kept = true;
    } else if (code >= 0xd800 && code < 0xdc00 && i + 1 < lower.length) {
      code = lower.codePointAt(i)!;
      kept = classOf(String.fromCodePoint(code)) === LETTER;
      if (code > 0xffff) i++;
    }
    if (kept) target[end++] = code;
    else if (target[end - 1] !== SPACE) target[end++] = SPACE;
  }
  if (target[end - 1] !== SPACE) target[end++] = SPACE;
  return end;
}

/**
 * The words of a text as hashes in [1, 2³¹): a word is a run of letters, marks and digits, with apostrophes inside it.
 * @param target - receives one hash per word, text.length at the utmost.
 * @returns the position behind the last hash.
 */
export function writeWords(text: string, target: Int32Array, at: number): number {
  const table = characterClasses();
  const lower = lowered(text);
  let end = at;
  let hash = 0;
  let isInside = false;
  let hasApostrophe = false;
  for (let i = 0; i < lower.length; i++) {
    let code = lower.charCodeAt(i);
    let kept = table[code] !== 0;
    if (code >= 0xd800 && code < 0xdc00 && i + 1 < lower.length) {
      code = lower.codePointAt(i)!;
      kept = classOf(String.fromCodePoint(code)) !== 0;
      if (code > 0xffff) i++;
    }
    if (kept) {
      if (hasApostrophe) hash = extendHash(hash, APOSTROPHE);
      hash = extendHash(hash, code);
      isInside = true;
      hasApostrophe = false;
    } else if (isInside && !hasApostrophe && (code === APOSTROPHE || code === TYPOGRAPHIC_APOSTROPHE)) {
      hasApostrophe = true;
    } else if (isInside) {
      target[end++] = hash || 1;
      hash = 0;
      isInside = false;
      hasApostrophe = false;
    }
  }
  if (isInside) target[end++] = hash || 1;
  return end;
}

/**
 * Lays sequences of unequal length out as a matrix of int64, 0 behind the end of each.
 * @param flat - all sequences, one behind the other.
 * @param starts - where each begins and the last ends, length rows + 1.
 * @param target - rows × length int64 as pairs of int32 (low, high), all 0.
 */
export function padSequences(flat: Int32Array, starts: Int32Array, length: number, target: Int32Array): void {
  for (let row = 0; row + 1 < starts.length; row++) {
    const from = starts[row]!;
    const count = starts[row + 1]! - from;
    const base = 2 * row * length;
    for (let i = 0; i < count; i++) target[base + 2 * i] = flat[from + i]!;
  }
}
