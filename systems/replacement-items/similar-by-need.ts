import { aboutAsker, answersOfLikeItems, directLinks, type Finder, itemNeighbors, stackFinders } from "millwright";

/** Items that are bought along with the same things: two that do the same job. */
export const sameCompany: Finder = aboutAsker(itemNeighbors({ shrinkage: 0 }), { related: "owners" });

/** Items that stand in the same lists of what is bought along. */
export const sameLists: Finder = aboutAsker(itemNeighbors({ shrinkage: 2 }), { related: "listed" });

/** Items that the same people buy. */
export const sameBuyers: Finder = aboutAsker(itemNeighbors({ shrinkage: 5 }), { related: "purchases" });

/** Items that an item names as bought along with it, and that name it. */
export const namedBy: Finder = aboutAsker(directLinks(), { related: "listed" });
export const naming: Finder = aboutAsker(directLinks({ back: true }), { related: "listed" });

/** What is known to replace the items that are most like the wanted one. */
export const answersOfSame: Finder = answersOfLikeItems(sameCompany, { neighbors: 20 });
const answersOfListed = answersOfLikeItems(sameLists, { neighbors: 20 });

const held = { holdOut: "askers", share: 0.3, depth: 80, rounds: 120, attributes: ["category"] } as const;

/** All of these, put in order by trees that learn from items whose known replacements are hidden from them. */
export const everything: Finder = stackFinders([sameCompany, sameBuyers, sameLists, namedBy, naming, answersOfSame, answersOfListed], held);

/** The same without the list of the wanted item itself: for items that have no list yet. */
export const withoutOwnList: Finder = stackFinders([sameBuyers, naming, sameLists, answersOfListed], held);
