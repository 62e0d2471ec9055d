/** Scripts that set no spaces between words; only there a dictionary must find the words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const wordRuns = /[\p{L}\p{M}\p{N}]+(?:['\u2019][\p{L}\p{M}\p{N}]+)*/gu;

const asciiRuns = /[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII itself
const isAscii = /^[\x00-\x7f]*$/;

let segmenter: Intl.Segmenter | undefined;

/** Words of a run of letters; runs of scripts without spaces are divided by the dictionaries of Unicode's segmentation. */
function divideRun(run: string): string[] {
  if (!unspaced.test(run)) return [run];
  segmenter ??= new Intl.Segmenter("en", { granularity: "word" });
  return Array.from(segmenter.segment(run))
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

/**
 * Words of a text as they stand there: runs of letters, marks and digits, with apostrophes inside them; Chinese, Japanese, Thai, Lao,
 * Khmer and Burmese are divided by Unicode's word segmentation. Of texts without "_", ":", and numbers with points these are the words of
 * `Intl.Segmenter`, found many times faster.
 * @see Unicode Standard Annex 29, "Unicode Text Segmentation".
 * @example segmentWords("What's a GPU?"); // ["What's", "a", "GPU"]
 */
export function segmentWords(text: string): string[] {
  if (isAscii.test(text)) return text.match(asciiRuns) ?? [];
  return (text.match(wordRuns) ?? []).flatMap(divideRun);
}
