import { type CatalogueSplitPlan, column, edgesApart, z } from "millwright";

/** Which end of an edge is judged, where only some nodes are. */
export const judgedEnds = ["follower", "followed", "both", "neither"] as const;

/** One edge: who follows whom. */
export const followRow = z.object({
  follower: column.category({ description: "Account that follows." }),
  followed: column.category({ description: "Account that is followed." }),
  held_out: column.boolean({ description: "True where a published split judges on this edge." }).nullable(),
  judged: column.oneOf(judgedEnds, { description: "Which of its ends a published split judges; all where empty." }).nullable(),
});

/** An account, as its owner set it up. */
export const accountRow = z.object({
  account: column.category({ description: "Id, as follows name it." }),
  topic: column.category({ description: "What it is mostly about; empty where nobody said." }).nullable(),
  region: column.category({ description: "Where its owner is; empty where nobody said." }).nullable(),
  hidden: column.boolean({ description: "True where its owner wants to be found by nobody." }),
});

/**
 * Edges apart as the rows say; a fifth of the edges at random where no row is marked.
 * An edge back stays known: that somebody follows you is what the service may use.
 */
export function markedEdges(): CatalogueSplitPlan<"held_out" | "judged"> {
  return {
    kind: "edges",
    columns: ["held_out", "judged"],
    divide: (events, seed) => {
      const marked = events.table.column("held_out", "boolean").values;
      const edges = events.bothWays ? marked.length / 2 : marked.length;
      const rows = [...marked.keys()].filter((row) => row < edges && marked[row] === 1);
      const { codes, dictionary } = events.table.column("judged", "category");
      const judged = new Set<string>();
      for (const row of rows) {
        const ends = dictionary[codes[row] ?? -1];
        if (ends === "follower" || ends === "both") judged.add(events.askerIds[events.askers[row] ?? -1] ?? "");
        if (ends === "followed" || ends === "both") judged.add(events.itemIds[events.items[row] ?? -1] ?? "");
      }
      const plan = edgesApart({
        test: rows.length === 0 ? 0.2 : { rows },
        validation: 0.1,
        reverse: "kept",
        ...(judged.size === 0 ? {} : { judged: [...judged] }),
      });
      return plan.divide(events, seed);
    },
  };
}
