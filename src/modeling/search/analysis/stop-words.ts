/** English words that say nothing of what a text is about; words that ask ("how", "why") are among them, negations are not. */
export const englishStopWords: readonly string[] = (
  "a about after all also am an and any are as at be because been before being between both but by can could did do does doing done for " +
  "from get had has have having he her here hers him his how i if in into is it its just may me might more most much must my of on or " +
  "other our ours out over own same shall she should so some such than that the their theirs them then there these they this those " +
  "through to too up very was we were what when where which while who whom whose why will with would you your yours"
).split(" ");
