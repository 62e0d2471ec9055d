import { listOf } from "../../data/index.ts";
import type { RunReport } from "../../design/index.ts";
import { quantileOfSorted } from "../../kernels/index.ts";
import { itemTotals } from "../../modeling/index.ts";
import type { PreparedCatalogue } from "./prepare-catalogue.ts";

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** What the events of a catalogue are like: how many, how unevenly spread, and how much of test is new. */
export function catalogueFacts({ train, final, test, coded }: PreparedCatalogue): NonNullable<RunReport["data"]["catalogue"]> {
  const { events, catalogue } = train;
  const counts = itemTotals({ catalogue, events: { askers: events.askers, items: events.items } });
  const known = itemTotals({ catalogue, events: { askers: final.events.askers, items: final.events.items } });
  const perAsker = new Float64Array(coded.events.askerIds.length);
  for (const asker of events.askers) perAsker[asker] = (perAsker[asker] ?? 0) + 1;
  const asking = perAsker.filter((count) => count > 0).sort();
  const popular = counts.toSorted().reverse();
  const tenth = popular.subarray(0, Math.max(1, Math.round(popular.length / 10)));
  const sum = (values: Float64Array): number => values.reduce((all, one) => all + one, 0);
  const questions = Array.from({ length: test.requests.length }, (_, index) => index);
  const answers = questions.flatMap((index) => [...listOf(test.relevant, index)]);
  return {
    items: counts.length,
    askers: asking.length,
    eventsOfAsker: asking.length === 0 ? [] : [0, 0.25, 0.5, 0.75, 1].map((at) => quantileOfSorted(asking, at)),
    unseenItems: share(counts.filter((count) => count === 0).length, counts.length),
    popularTenth: share(sum(tenth), sum(counts)),
    newAskers: share(questions.filter((index) => test.requests.at(index).history.length === 0).length, questions.length),
    newAnswers: share(answers.filter((item) => known[item] === 0).length, answers.length),
  };
}
