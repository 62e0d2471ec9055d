import {
  answerType,
  column,
  differenceInList,
  largestBeforeInList,
  listSize,
  nextInList,
  numerics,
  previousInList,
  rankInList,
  textCount,
  textMeaning,
  textPair,
  z,
  zScoreInList,
} from "millwright";

/** One answer to one question. */
export const answerRow = z.object({
  question_id: column.category({ description: "Names the question; its answers are ranked among each other." }),
  question: column.text({ maximumLength: 100_000, description: "Title and text of the question, without markup." }),
  answer: column.text({ maximumLength: 100_000, description: "The answer, without markup." }),
  markup: column.text({ maximumLength: 200_000, description: "The answer's HTML, where it has any." }).nullable(),
  position: column.number({
    minimum: 0,
    description: "Place in which it came, from 0: of a sentence in its article, of an answer by age.",
  }),
  part: column.category({ description: "train, validation or test." }),
  grade: column.number({ minimum: 0, maximum: 1, description: "0 for no help, 1 for the best." }),
});

const texts = { query: "question", candidate: "answer" } as const;
const match = textPair(texts);
const typed = answerType(texts);

/** What question and answer have in common. */
const matches = {
  shared_words: match("shared_words"),
  shared_share: match("shared_share"),
  shared_weight: match("shared_weight"),
  covered: match("covered"),
  covered_back: match("covered_back"),
  shared_here: match("shared_here"),
  cosine: match("cosine"),
  letters: match("letters"),
  bm25: match("bm25"),
  phrases: match("phrases"),
  span: match("span"),
  first_match: match("first_match"),
  central: match("central"),
  sequence: match("sequence"),
  missing: match("missing"),
  focus: match("focus"),
  opening: match("opening"),
  meaning: textMeaning({ ...texts, dimensions: 50 }),
  evidence: typed("evidence"),
  matched_evidence: typed("matched_evidence"),
  new_numbers: typed("new_numbers"),
};

const months = "january february march april may june july august september october november december".split(" ");
const definitions = [" is a ", " is an ", " is the ", " was a ", " was an ", " was the ", " are "];

/** How an answer is written. */
const style = {
  length: match("length"),
  fresh_words: match("fresh_words"),
  characters: textCount("answer", "characters"),
  distinct_words: textCount("answer", "distinct"),
  sentences: textCount("answer", "sentences"),
  numbers: textCount("answer", "numbers"),
  years: textCount("answer", "years"),
  months: textCount("answer", { words: months }),
  capitals: textCount("answer", "capitalised"),
  brackets: textCount("answer", { pieces: ["-lrb-", "("] }),
  commas: textCount("answer", { pieces: [","] }),
  asks_back: textCount("answer", { pieces: ["?"] }),
  formulas: textCount("answer", { pieces: ["$"] }),
  defines: textCount("answer", { pieces: definitions }),
  facts: textCount("answer", { words: ["born", "died", "founded", "located", "called", "known", "defined", "refers", "means"] }),
  pronouns: textCount("answer", { words: ["he", "she", "it", "they", "this", "these", "his", "her", "its", "their"] }),
  first_person: textCount("answer", { words: ["i", "my", "me", "we"] }),
  reasons: textCount("answer", { words: ["not", "but", "however", "because", "example"] }),
  links: textCount("markup", { pieces: ["<a "] }),
  paragraphs: textCount("markup", { pieces: ["<p"] }),
  lists: textCount("markup", { pieces: ["<li"] }),
  emphasis: textCount("markup", { pieces: ["<strong", "<em"] }),
  code: textCount("markup", { pieces: ["<code"] }),
  quotes: textCount("markup", { pieces: ["<blockquote"] }),
  pictures: textCount("markup", { pieces: ["<img"] }),
};

/** What is asked for. */
const asked = {
  query_length: match("query_length"),
  asked: typed("asked"),
  asks_who: textCount("question", { words: ["who", "whose"] }),
  asks_when: textCount("question", { words: ["when", "year", "date", "day"] }),
  asks_where: textCount("question", { words: ["where"] }),
  asks_what: textCount("question", { words: ["what"] }),
  asks_amount: textCount("question", { pieces: ["how many", "how much", "how old", "how long", "how big", "how tall", "how far"] }),
  asks_how: textCount("question", { words: ["how"] }),
  asks_why: textCount("question", { words: ["why"] }),
  asks_which: textCount("question", { words: ["which"] }),
  asks_meaning: textCount("question", { words: ["mean", "means", "definition"] }),
};

/** Where an answer stands among the answers to the same question. */
const compared = {
  answers: listSize(),
  shared_weight_z: zScoreInList("shared_weight"),
  covered_z: zScoreInList("covered"),
  covered_back_z: zScoreInList("covered_back"),
  shared_here_z: zScoreInList("shared_here"),
  cosine_z: zScoreInList("cosine"),
  letters_z: zScoreInList("letters"),
  bm25_z: zScoreInList("bm25"),
  phrases_z: zScoreInList("phrases"),
  span_z: zScoreInList("span"),
  first_match_z: zScoreInList("first_match"),
  central_z: zScoreInList("central"),
  sequence_z: zScoreInList("sequence"),
  missing_z: zScoreInList("missing"),
  focus_z: zScoreInList("focus"),
  meaning_z: zScoreInList("meaning"),
  evidence_z: zScoreInList("evidence"),
  matched_evidence_z: zScoreInList("matched_evidence"),
  length_z: zScoreInList("length"),
  fresh_words_z: zScoreInList("fresh_words"),
  sentences_z: zScoreInList("sentences"),
  numbers_z: zScoreInList("numbers"),
  capitals_z: zScoreInList("capitals"),
  commas_z: zScoreInList("commas"),
  defines_z: zScoreInList("defines"),
  pronouns_z: zScoreInList("pronouns"),
  links_z: zScoreInList("links"),
  paragraphs_z: zScoreInList("paragraphs"),
  emphasis_z: zScoreInList("emphasis"),
  bm25_rank: rankInList("bm25"),
  covered_rank: rankInList("covered"),
  shared_here_rank: rankInList("shared_here"),
  length_rank: rankInList("length"),
  length_apart: differenceInList("length"),
};

/** How the neighbours in the order that came match: what is asked about is often named one sentence before the answer. */
const neighbours = {
  match_before: previousInList("shared_here"),
  match_after: nextInList("shared_here"),
  best_match_before: largestBeforeInList("shared_here"),
  best_covered_before: largestBeforeInList("covered"),
};

/** All columns that are derived from the texts. */
export const derived = { ...matches, ...style, ...asked, ...compared, ...neighbours };

const names = <Columns extends object>(columns: Columns): (keyof Columns & string)[] => Object.keys(columns) as (keyof Columns & string)[];

/** Features that read the texts alone. */
export const textFeatures = [
  numerics(names(matches), { group: "what question and answer share" }),
  numerics(names(style), { group: "how the answer is written" }),
  numerics(names(asked), { group: "what is asked for" }),
  numerics(names(compared), { group: "beside the other answers" }),
];

/** The place in which an answer came and what came around it: they order by exposure, and by nothing that the text itself says. */
export const clockFeatures = [
  numerics(["position"], { group: "place in which it came" }),
  numerics(names(neighbours), { group: "what came before and after" }),
];
