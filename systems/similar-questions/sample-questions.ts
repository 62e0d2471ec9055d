import type { Random } from "millwright";

/** A question of the sample: what is asked of which subject, in one of several wordings. */
export interface SampleQuestion {
  readonly id: string;
  readonly title: string;
}

/** Each line is one thing to ask, in four wordings; X is the subject. */
const intents: readonly (readonly string[])[] = [
  [
    "How do I reset my X password?",
    "I forgot my X password, what now?",
    "How can I get a new password for X?",
    "What is the way to recover access to X?",
  ],
  ["How much does X cost?", "What is the price of X?", "Is X expensive?", "What do I have to pay for X?"],
  ["How do I cancel X?", "How can I end my X subscription?", "What must I do to leave X?", "How to stop paying for X?"],
  ["Why is X so slow?", "What makes X take so long?", "How can I speed up X?", "X lags, what can I do?"],
  ["How do I learn X?", "What is the best way to study X?", "Where should a beginner start with X?", "How can I become good at X?"],
  ["How do I install X?", "What is needed to set up X?", "How can I get X running?", "How to put X on my computer?"],
  ["Is X safe?", "Can I trust X?", "What are the dangers of X?", "Should I worry about using X?"],
  ["Who made X?", "Who is behind X?", "Which people created X?", "Who are the authors of X?"],
  ["What can replace X?", "What are alternatives to X?", "Is there something like X?", "Which tool is similar to X?"],
  ["How do I delete X data?", "How can I erase what X stores?", "Can X records be removed?", "What is the way to wipe X?"],
];

const subjects = [
  "Python",
  "Gmail",
  "Netflix",
  "Photoshop",
  "Java",
  "Dropbox",
  "Excel",
  "Linux",
  "Firefox",
  "Spotify",
  "Skype",
  "Oracle",
  "Android",
  "Kindle",
  "Word",
];

/** 150 questions in four wordings each; questions that share the subject or the wording are the hard negatives of each other. */
export function sampleQuestions(): SampleQuestion[] {
  return intents.flatMap((wordings, intent) =>
    subjects.flatMap((subject, about) =>
      wordings.map((wording, way) => ({ id: `${intent}-${about}-${way}`, title: wording.replace("X", subject) })),
    ),
  );
}

/** Pairs of wordings of one question, each asked once; a fifth of the questions is for the test. */
export function samplePairs(random: Random): { query: string; question: string; title: string; part: string }[] {
  const questions = new Map(sampleQuestions().map(({ id, title }) => [id, title]));
  return intents.flatMap((_, intent) =>
    subjects.flatMap((_subject, about) => {
      const part = random.next() < 0.2 ? "test" : "train";
      return [0, 2].map((way) => {
        const query = `${intent}-${about}-${way}`;
        return { query, question: `${intent}-${about}-${way + 1}`, title: questions.get(query) ?? "", part };
      });
    }),
  );
}
