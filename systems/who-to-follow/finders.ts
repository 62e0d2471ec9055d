import {
  circleOfTrust,
  coFollow,
  type FinderCandidate,
  finderCandidate,
  graphFinder,
  neighborhood,
  personalizedPageRank,
  reciprocity,
  rerankedGraph,
  type ScorerKind,
  spectralEmbedding,
} from "millwright";

/** Walks are pushed until less than this is left for each edge. */
const tolerance = 1e-5;

/** What the trees look at: the same ideas with several settings, since each graph rewards others. */
function scorersOf(directed: boolean): ScorerKind[] {
  const taste = [coFollow(), coFollow({ breadth: 0.5 }), coFollow({ rarity: 0.7, breadth: 0.7, sharpness: 1.5 })];
  const friends = [neighborhood("resource_allocation"), neighborhood("adamic_adar")];
  if (!directed) return [...taste, ...friends, personalizedPageRank({ tolerance: 1e-4 })];
  return [
    ...taste,
    coFollow({ sharpness: 2 }),
    ...friends,
    personalizedPageRank({ tolerance }),
    personalizedPageRank({ tolerance, restart: 0.4 }),
    circleOfTrust(),
    spectralEmbedding({ rank: 64, normalization: 0.25 }),
    spectralEmbedding({ rank: 16, normalization: 0.25 }),
    spectralEmbedding({ rank: 64 }),
    neighborhood("resource_allocation", { along: true }),
    personalizedPageRank({ tolerance, direction: "either" }),
    reciprocity(),
  ];
}

/** How much the trees learn from: larger graphs without directions teach enough with fewer members. */
function amountOf(directed: boolean) {
  return directed ? { folds: 2, sources: 2500, rounds: 150 } : { folds: 1, sources: 1200, rounds: 120 };
}

/** The ladder of a graph, simplest first. */
export function ladderOf(directed: boolean): FinderCandidate[] {
  const graph = { directed };
  return [
    finderCandidate("friends of friends", {
      finder: graphFinder(neighborhood("adamic_adar"), graph),
      rung: "heuristic",
      why: "Whoever shares friends with you, rare friends counting more.",
    }),
    finderCandidate("same taste", { finder: graphFinder(coFollow(), graph), why: "Whom those follow who follow the same as you." }),
    finderCandidate("walks", {
      finder: graphFinder(personalizedPageRank({ tolerance }), graph),
      why: "Where a walk from you that starts over now and then comes by most often.",
    }),
    finderCandidate("circle of trust", {
      finder: graphFinder(circleOfTrust(), graph),
      why: "Whom the accounts closest to you agree on.",
    }),
    finderCandidate("embedding", {
      finder: graphFinder(spectralEmbedding({ rank: 64, normalization: 0.25 }), graph),
      rung: "complex",
      why: "Sixty-four numbers per account that explain most edges.",
    }),
    finderCandidate("trees over all", {
      finder: rerankedGraph(scorersOf(directed), { ...graph, ...amountOf(directed) }),
      rung: "complex",
      why: "Which score to trust depends on how much an account follows and is followed; trees learn it from edges held out in training.",
    }),
  ];
}
