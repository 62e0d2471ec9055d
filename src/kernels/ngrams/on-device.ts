/** What of the kernels a language model needs to run on a device: plain JavaScript, without workers or files. */
export { advance, EMPTY_CONTEXT, logProbability } from "./ngram-trie.ts";
export { FIRST_WORD, SENTENCE_END, SENTENCE_START, UNKNOWN } from "./ngram-words.ts";
export { newWordMarks, rangeProbability, topWords } from "./top-words.ts";
