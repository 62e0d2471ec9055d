/** What all three graphs are for. */
export const followBrief = {
  goal: "Members find accounts that they go on following, strangers and newcomers included.",
  outOfScope: "Ranking of posts, adverts, and contacts from address books that nobody opted in to.",
  walkthrough: [
    "A member opens the page, or follows somebody.",
    "The service answers ten accounts, each with its reason: followed by three accounts that you follow.",
    "The member follows, hides, or goes by; each is logged with its place in the list.",
    "A new follow counts in the next answer; the trees are learned again each week.",
  ],
  decision: "Which ten accounts are shown, and in which order.",
  evaluation: {
    loss: "Log loss of the probability that a candidate is one of the held-out edges.",
    offline: "Recall at 10 over all accounts that a member does not follow, mean over members; area under the curve only beside it.",
    online: "Follows that are kept for thirty days, hides, reports, and how widely suggestions are spread.",
  },
  personalisation: { level: "user", how: "Every list comes from the member's own neighbourhood; popular accounts where there is none." },
  constraints: { compute: "Two cores; the graph in memory.", trainingMinutes: 10 },
  assumptions: ["Edges that were held out at random are like those that come next; dated edges would test it."],
} as const;
