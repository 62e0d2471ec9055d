import type { FittedFinder, SavedFinder } from "../finding/finder.ts";
import { savedMembers } from "./saved-parts.ts";

/** Members of a finder that is made of others: their kinds and settings, and their arrays with the member's number before each name. */
export function saveMembers(members: readonly FittedFinder[]): {
  readonly plain: readonly Pick<SavedFinder, "kind" | "settings">[];
  readonly tensors: SavedFinder["tensors"];
} {
  const parts = members.map((member) => member.save());
  const named = parts.flatMap(({ tensors }, n) => Object.entries(tensors).map(([name, tensor]) => [`${n}.${name}`, tensor] as const));
  return { plain: parts.map(({ kind, settings }) => ({ kind, settings })), tensors: Object.fromEntries(named) };
}

/** The members again. @param restore - makes a finder of what was saved. @throws MODELING_FINDER_INVALID */
export function restoreMembers(saved: SavedFinder, restore: (member: SavedFinder) => FittedFinder): FittedFinder[] {
  return savedMembers(saved).map(({ kind, settings }, n) => {
    const own = Object.entries(saved.tensors).filter(([name]) => name.startsWith(`${n}.`));
    return restore({ kind, settings, tensors: Object.fromEntries(own.map(([name, tensor]) => [name.slice(`${n}.`.length), tensor])) });
  });
}
