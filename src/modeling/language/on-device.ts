/** `millwright/device`: completion in a browser, from a saved model and with everything on the device. */
export { completePhrase } from "./completion/complete-phrase.ts";
export { Completer } from "./completion/completer.ts";
export { FreshSuggestions } from "./completion/passed-over.ts";
export { UserMemory } from "./completion/user-memory.ts";
export { worthShowing } from "./completion/worth-showing.ts";
export { typingCosts } from "./evaluation/typing-costs.ts";
export { readNgrams } from "./ngram-file.ts";
export { messageWords, splitTyped } from "./tokenize.ts";
