/** What both data sets are for. */
export const nextAppBrief = {
  goal: "On unlock, offer the one app that is opened first, and be right nine times in ten when something is offered.",
  outOfScope: "Apps that are not installed, adverts and paid places.",
  walkthrough: [
    "The phone is unlocked; the moment is known: time of day, place, headphones, the app before.",
    "Where the first suggestion is sure enough it is shown as an icon; otherwise nothing is.",
    "The app that is opened is the label, whether or not something was shown; three in a hundred sure suggestions are withheld to keep it honest.",
    "Counts are updated at once; the trees are learned again at night, on the charger.",
  ],
  decision: "Which app is shown, or none.",
  evaluation: {
    loss: "Log loss of the probability that an app is the one that is opened.",
    offline: "Coverage at 90 % precision with the threshold chosen on validation; hit at 1 and reciprocal rank beside it.",
    online: "Taps on the icon, seconds to the app, and share of moments without an icon.",
  },
  personalisation: { level: "user", how: "A user's own counts of like moments are features; the trees are shared." },
  constraints: { compute: "A phone: below 10 ms and 5 MB.", trainingMinutes: 10 },
  assumptions: ["What was opened without a suggestion is what was wanted."],
} as const;
