import { type Adjacency, hasEdge } from "../../kernels/index.ts";
import type { Reason } from "../finding/finder.ts";
import type { Source } from "./graph.ts";

/** Links that a reason names at most. */
const MOST_NAMED = 5;

/** "3 accounts", "1 account" */
export function countOf(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

/** The links of the source that are linked to the node: its friends in common. */
export function linksTo(source: Source, adjacency: Adjacency, node: number): number[] {
  return Array.from(source.linked).filter((linked) => linked < adjacency.nodes && hasEdge(adjacency, linked, node));
}

/** "followed by 3 accounts you follow" */
export function followedByFollowed(source: Source, adjacency: Adjacency, node: number, directed: boolean): Reason {
  const because = linksTo(source, adjacency, node);
  if (because.length === 0) return { sentence: "close to the accounts you follow" };
  const who = countOf(because.length, "account", "accounts");
  const sentence = directed ? `followed by ${who} you follow` : `linked to ${who} you are linked to`;
  return { sentence, because: because.slice(0, MOST_NAMED) };
}
