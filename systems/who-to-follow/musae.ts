import { atLeast, atMost, defineSystem, linkPrediction, simulate, sql } from "millwright";
import { followBrief } from "./brief.ts";
import { ladderOf } from "./finders.ts";
import { followRow, markedEdges } from "./follow-row.ts";
import { simulateFollows } from "./simulator.ts";

/** What sets one of the networks that MUSAE published apart from another. */
export interface PublishedNetwork {
  readonly name: string;
  readonly title: string;
  /** Recall at 10 that is asked for. */
  readonly recall: number;
  readonly description: string;
  /** Gives the columns of `followRow`; {folder} stands for the folder of the data. */
  readonly query: string;
}

/** Links without direction between accounts of which nothing else is known. */
export function musaeSystem({ name, title, recall, description, query }: PublishedNetwork) {
  return defineSystem({
    name,
    title,
    row: followRow,
    setup: { ...followBrief, requirements: [atLeast("recall_at_10", recall), atMost("p99_latency_ms", 100)] },
    data: {
      sample: () => simulate({ name: "follows of a made-up network", rows: (random) => simulateFollows(random).follows }),
      published: (folder) => sql({ folder, description, query }),
      split: markedEdges(),
      notes: {
        collection: "Collected from the public interface in 2019, published as MUSAE.",
        privacy: "Accounts are numbers.",
        framing: "An account and all accounts that it is not linked to yet.",
      },
    },
    modeling: { task: linkPrediction({ from: "follower", to: "followed", directed: false }), candidates: ladderOf(false) },
    serving: { rules: { shownAtMost: 10_000 } },
  });
}
