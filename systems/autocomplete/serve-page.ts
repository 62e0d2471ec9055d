import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { extname, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildVocabulary, trainNgrams, writeNgrams } from "millwright";
import { dialogueTurns, shortMessages } from "./published.ts";
import { sampleTexts } from "./sample.ts";
import { fewestWriters, type Message } from "./word-events.ts";

const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript" };

/** The file of a path inside a folder; undefined for a path that leaves it. */
function within(folder: string, path: string): string | undefined {
  const file = resolve(folder, `.${path}`);
  return file.startsWith(folder + sep) ? file : undefined;
}

/** The saved shared model of some messages. */
export function modelFile(messages: readonly Message[]): Uint8Array {
  const writers = new Map<string, number>();
  const sentences = messages
    .filter(({ part }) => part === "train")
    .map(({ words, writer }) => {
      const code = writers.get(writer) ?? writers.size;
      writers.set(writer, code);
      return { words, writer: code };
    });
  const vocabulary = buildVocabulary(sentences, { minimumWriters: fewestWriters });
  return writeNgrams(trainNgrams(sentences, vocabulary, { order: 4, endings: false, quantize: true, minimumWriters: fewestWriters }));
}

/**
 * Serves the page, the saved model and the parts of the built library that the page needs; everything else happens in the browser.
 * @param built - folder of the built library (dist).
 */
export function pageServer(model: Uint8Array, built: string): Server {
  const fileOf = (path: string): string | undefined => {
    if (path === "/") return resolve(built, "systems/autocomplete/page/index.html");
    if (path === "/page.js") return resolve(built, "systems/autocomplete/page/page.js");
    return path.startsWith("/millwright/") ? within(resolve(built, "src"), path.slice("/millwright".length)) : undefined;
  };
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/model.safetensors") {
      response.writeHead(200, { "content-type": "application/octet-stream" }).end(model);
      return;
    }
    const file = fileOf(pathname);
    const type = types[extname(file ?? "")];
    if (file === undefined || type === undefined) {
      response.writeHead(404).end();
      return;
    }
    readFile(file).then(
      (bytes) => response.writeHead(200, { "content-type": type }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
}

// node dist/systems/autocomplete/serve-page.js [folder of the published data]
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder] = process.argv.slice(2);
  const messages = folder === undefined ? sampleTexts(0) : [...dialogueTurns(folder), ...shortMessages(folder)];
  const server = pageServer(modelFile(messages), fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, ""));
  server.listen(4173, "127.0.0.1", () => console.log("http://127.0.0.1:4173"));
}
