/// <reference lib="dom" />
import {
  Completer,
  completePhrase,
  FreshSuggestions,
  messageWords,
  readNgrams,
  splitTyped,
  typingCosts,
  UserMemory,
  worthShowing,
} from "millwright/device";

/** Where the browser keeps what its owner wrote; nothing else ever reads it. */
const place = "autocomplete-memory";

function element<Kind extends Element>(selector: string, kind: new () => Kind): Kind {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the page has no ${selector}`);
  return found;
}

const field = element("textarea", HTMLTextAreaElement);
const ghost = element(".ghost", HTMLElement);
const list = element(".words", HTMLElement);
const note = element("output", HTMLElement);

const file = await (await fetch("/model.safetensors")).arrayBuffer();
const completer = new Completer(readNgrams(new Uint8Array(file)));
const stored = localStorage.getItem(place);
const memory = stored === null ? new UserMemory() : UserMemory.open(JSON.parse(stored));
const fresh = new FreshSuggestions(completer, memory);
let saved = 0;
let written = 0;
let offered = "";

function take(text: string): void {
  const { prefix } = splitTyped(field.value);
  saved += Math.max(0, text.length - prefix.length);
  field.value = `${field.value.slice(0, field.value.length - prefix.length)}${text} `;
  field.focus();
  show();
}

/** What is offered for the text as it stands. */
function show(): void {
  const started = performance.now();
  const typed = splitTyped(field.value);
  const foreign = completer.isForeign(typed.words, memory);
  const suggestions = foreign ? [] : fresh.suggest(typed, 3);
  const shown = worthShowing(suggestions, typed.prefix, typingCosts);
  const phrase = foreign ? undefined : completePhrase(completer, typed, {}, memory);
  offered = (phrase ?? shown.inline)?.text ?? "";
  const milliseconds = performance.now() - started;
  const rest = document.createElement("b");
  rest.textContent = offered.slice(typed.prefix.length);
  ghost.replaceChildren(field.value, rest);
  list.replaceChildren(
    ...shown.list.map(({ text, own }) => {
      const button = document.createElement("button");
      button.textContent = text;
      if (own) button.className = "own";
      button.addEventListener("click", () => take(text));
      return button;
    }),
  );
  const share = written + saved === 0 ? 0 : saved / (written + saved);
  note.textContent = foreign
    ? "This language is not known here."
    : `${milliseconds.toFixed(1)} ms · ${Math.round(100 * share)} % of the letters not typed`;
}

field.addEventListener("input", () => {
  written++;
  show();
});
field.addEventListener("keydown", (event) => {
  if (event.key !== "Tab" || offered === "") return;
  event.preventDefault();
  take(offered);
});
element("#send", HTMLElement).addEventListener("click", () => {
  completer.learn(memory, messageWords(field.value));
  localStorage.setItem(place, JSON.stringify(memory.save()));
  field.value = "";
  show();
});
element("#forget", HTMLElement).addEventListener("click", () => {
  memory.forget();
  localStorage.removeItem(place);
  show();
});

// The address may bring a text to begin with: #see%20you%20t
field.value = decodeURIComponent(location.hash.slice(1));
show();
