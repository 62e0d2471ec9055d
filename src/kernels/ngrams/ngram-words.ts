/** Stands before the start of a sentence where an n-gram is shorter than the model's order; never a word. */
export const PAD = 0;
/** Any word outside of the vocabulary. */
export const UNKNOWN = 1;
/** What every sentence begins with; never predicted. */
export const SENTENCE_START = 2;
/** What every sentence ends with. */
export const SENTENCE_END = 3;
/** Id of the first word proper; words follow in the order of their code units, so those of one beginning lie side by side. */
export const FIRST_WORD = 4;
