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
    "How can I recover access to X?",
    "Which steps give me access to X again?",
  ],
  ["How much does X cost?", "What is the cost of X?", "Is X expensive?", "Why is X so expensive?"],
  [
    "How do I cancel X?",
    "What must I do to cancel my X account?",
    "How can I end my X subscription?",
    "Where does one stop a subscription to X?",
  ],
  ["Why is X so slow?", "What makes X slow?", "How can I speed up X?", "X lags, is there a way to speed it up?"],
  ["How do I learn X?", "What is the best way to learn X?", "Where should a beginner start with X?", "Is X good for a beginner?"],
  ["How do I install X?", "What is needed to install X on my computer?", "How can I get X running?", "I do not get X running, why?"],
  ["Is X safe?", "How safe is it to use X?", "Can I trust X?", "Should one trust X with photos?"],
  ["Who made X?", "Which company made X?", "Who are the authors of X?", "What do the authors of X do now?"],
  ["What can replace X?", "Which tool could replace X?", "What are alternatives to X?", "Are there free alternatives to X?"],
  ["How do I delete X data?", "Can I delete what X stores?", "How can I erase my X history?", "Is there a button to erase all of X?"],
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

/** Ten threads for each of the sample's questions: one asks the same in other words, some share the subject, some the wording. */
export function sampleThreads(random: Random): Record<string, string | number>[] {
  const questions = sampleQuestions();
  return samplePairs(random).flatMap(({ query, question, title, part }) => {
    const [intent, about] = query.split("-");
    const others = questions.filter(({ id }) => {
      const [otherIntent, otherAbout] = id.split("-");
      return (otherIntent === intent) !== (otherAbout === about);
    });
    const drawn = random.shuffle(Int32Array.from(others.keys())).slice(0, 9);
    const own = questions.filter(({ id }) => id === question);
    const ten = [...own, ...Array.from(drawn, (at) => others[at])].filter((one) => one !== undefined);
    const threads = Array.from(random.shuffle(Int32Array.from(ten.keys())), (at) => ten[at] ?? { id: "", title: "" });
    const kept = part === "test" ? part : Number(about) % 4 === 0 ? "validation" : part;
    return threads.map((thread) => ({
      asked: query,
      question: title,
      thread: thread.title,
      subject: title,
      title: thread.title,
      part: kept,
      grade: thread.id === question ? 1 : 0,
    }));
  });
}
