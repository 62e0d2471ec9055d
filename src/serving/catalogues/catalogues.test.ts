import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { shelfPackage } from "../fixtures/shelf-package.ts";
import { loadModel } from "../model/load-model.ts";
import { writePackage } from "../package/write-package.ts";
import { createCatalogueServer } from "../server/create-catalogue-server.ts";
import type { ModelServer } from "../server/http-server.ts";
import { readAskers } from "./askers-file.ts";
import { readCatalogueFile } from "./catalogue-file.ts";
import { checkFeedback } from "./feedback.ts";
import { readFinder } from "./finder-file.ts";
import { type LoadCatalogueOptions, loadCatalogue } from "./load-catalogue.ts";
import type { LoadedCatalogue } from "./loaded-catalogue.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "shelf-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

type Package = Parameters<typeof shelfPackage>;

async function shelf(options: LoadCatalogueOptions = {}, ...contents: Package): Promise<LoadedCatalogue> {
  await writePackage(join(directory, "model"), await shelfPackage(...contents));
  return loadCatalogue(join(directory, "model"), options);
}

const idsOf = (model: LoadedCatalogue, query: Record<string, unknown>): string[] =>
  model.find(model.check(query, "query")).items.map(({ id }) => id);

describe("a loaded catalogue", () => {
  it("puts an asker's own items first, says why, and what each step took", async () => {
    const model = await shelf();
    const { items, known, personalised, trace } = model.find(model.check({ reader: "ann" }, "query"));
    expect(items.map(({ id }) => id)).toEqual(["dracula", "emma", "ulysses"]);
    expect(items[0]).toMatchObject({ place: 1, reason: "Chosen before.", because: ["dracula"] });
    expect({ known, personalised }).toEqual({ known: true, personalised: true });
    expect(trace.map(({ stage }) => stage)).toEqual(["history", "rules", "find", "explore", "explain"]);
  });

  it("answers strangers, and everybody who does not want to be known, alike", async () => {
    const model = await shelf();
    const stranger = model.find(model.check({ reader: "nobody" }, "query"));
    expect(stranger).toMatchObject({ known: false, personalised: false });
    expect(idsOf(model, { reader: "ann", personalise: false })).toEqual(stranger.items.map(({ id }) => id));
    expect(idsOf(model, {})).toEqual(stranger.items.map(({ id }) => id));
  });

  it("takes another history in a request, leaves out what is not wanted, and filters by the catalogue", async () => {
    const model = await shelf();
    expect(idsOf(model, { history: ["walden"], k: 1 })).toEqual(["walden"]);
    expect(idsOf(model, { reader: "ann", exclude: ["dracula"] })).toEqual(["emma", "ulysses", "walden"]);
    expect(idsOf(model, { reader: "ann", where: { genre: ["essay", "horror"], price: { atMost: 5 } }, k: 6 })).toEqual([
      "walden",
      "utopia",
    ]);
  });

  it("keeps the rules of its system, and goes on looking until the list is full", async () => {
    const model = await shelf({}, { rules: { where: { price: { atLeast: 4 } }, atMost: { column: "genre", count: 1 } } });
    expect(idsOf(model, { reader: "ann" })).toEqual(["dracula", "emma", "walden"]);
  });

  it("shows nothing where the best item is not sure enough", async () => {
    const model = await shelf({}, {}, { showAbove: 1 });
    expect(model.find(model.check({ reader: "bob" }, "query"))).toMatchObject({ shown: true });
    expect(model.find(model.check({ reader: "nobody" }, "query"))).toMatchObject({ shown: false, items: [], confidence: 0.5 });
  });

  it("withholds a share of the sure lists, and of no others", async () => {
    const model = await shelf({}, {}, { showAbove: 1, withhold: 0.5 });
    const replies = Array.from({ length: 100 }, () => model.find(model.check({ reader: "bob" }, "query")));
    const withheld = replies.filter((reply) => reply.withheld === true);
    expect(withheld.length).toBeGreaterThan(30);
    expect(withheld.length).toBeLessThan(70);
    expect(replies.every(({ shown, items, withheld: kept = false }) => shown !== kept && shown === items.length > 0)).toBe(true);
    expect(model.find(model.check({ reader: "nobody" }, "query")).withheld).toBeUndefined();
  });

  it("never finds again what an asker hid, also after it was killed, and finds it for others", async () => {
    const journal = { folder: join(directory, "journal") };
    const model = await shelf({ journal });
    await model.record([{ asker: "ann", item: "dracula", kind: "hidden", at: 0 }]);
    await model.close();
    const again = await loadCatalogue(join(directory, "model"), { journal });
    expect(idsOf(again, { reader: "ann", k: 6 })).not.toContain("dracula");
    expect(idsOf(again, { reader: "bob", k: 6 })).toContain("dracula");
    await again.close();
  });

  it("lets an item rest that was shown as often as the rules say", async () => {
    const model = await shelf({}, { rules: { shownAtMost: 3 } });
    const shown = { asker: null, item: "dracula", kind: "shown", at: 0 } as const;
    await model.record([shown, shown]);
    expect(idsOf(model, { reader: "ann" })).toContain("dracula");
    await model.record([shown]);
    expect(idsOf(model, { reader: "ann" })).not.toContain("dracula");
  });

  it("gives one place to a new item until it was shown often enough", async () => {
    const model = await shelf({}, { explore: { place: 2, newBelow: 2 } });
    const first = model.find(model.check({ reader: "ann" }, "query")).items[1];
    expect(first).toMatchObject({ exploring: true });
    // Walden, Ulysses, Iliad and Utopia are in nobody's past.
    for (const id of ["ulysses", "walden", "iliad", "utopia"]) {
      const shown = { asker: "ann", item: id, kind: "shown", place: 2, at: 0 } as const;
      await model.record([shown, shown]);
    }
    expect(model.find(model.check({ reader: "ann" }, "query")).items.some(({ exploring }) => exploring)).toBe(false);
  });

  it("knows at once what was accepted, also after it was killed", async () => {
    const journal = { folder: join(directory, "journal") };
    const model = await shelf({ journal });
    await model.record([{ asker: "new", item: "iliad", kind: "accepted", place: 1, at: 5 }]);
    expect(idsOf(model, { reader: "new", k: 1 })).toEqual(["iliad"]);
    await model.close();
    const notes: string[] = [];
    const again = await loadCatalogue(join(directory, "model"), { journal: { ...journal, onNote: (text) => notes.push(text) } });
    expect(idsOf(again, { reader: "new", k: 1 })).toEqual(["iliad"]);
    expect(notes).toEqual(["Feedback: 1 events of an earlier server are in it again."]);
    await again.close();
    expect(() => again.find(again.check({}, "query"))).toThrow(/SERVING_MODEL_CLOSED/);
  });

  it("names what is wrong with a request", async () => {
    const model = await shelf();
    const check = (query: unknown) => () => model.check(query, "query 0");
    expect(check({ mood: "  " })).toThrow(/SERVING_ROW_INVALID: query 0: "mood" is empty/);
    expect(check({ mood: "x".repeat(1_000_000) })).toThrow(/SERVING_ROW_INVALID: query 0: "mood" is/);
    expect(check({ k: 0 })).toThrow(/"k" is 0/);
    expect(check({ raeder: "ann" })).toThrow(/Did you mean "reader"/);
    expect(check({ where: { colour: "red" } })).toThrow(/"where" names "colour", no column of the catalogue/);
    expect(check({ where: { price: {} } })).toThrow(/the condition on "price" is none/);
    expect(check([1])).toThrow(/query 0 is not an object/);
    expect(() => idsOf(model, { exclude: ["emmma"] })).toThrow(
      /SERVING_ITEM_UNKNOWN: exclude: there is no item "emmma".*Did you mean "emma"/,
    );
    await expect(model.record([{ asker: "ann", item: "nothing", kind: "shown", at: 0 }])).rejects.toThrow(/SERVING_ITEM_UNKNOWN: event 0/);
    expect(() => checkFeedback({ asker: null, item: "emma", kind: "hidden" }, "event 0", 0)).toThrow(/nobody is said to have hidden/);
  });

  it("is not opened as a model of rows", async () => {
    await writePackage(join(directory, "model"), await shelfPackage());
    await expect(loadModel(join(directory, "model"))).rejects.toThrow(/PACKAGE_UNKNOWN_FORMAT.*loadCatalogue/);
  });
});

describe("files of a catalogue", () => {
  it("are refused by their names when they are cut short or do not fit each other", async () => {
    const { catalogue, finderTensors, askerHistories, finder } = await shelfPackage();
    const cut = (bytes: Uint8Array | undefined): Uint8Array => bytes?.subarray(0, bytes.length - 9) ?? new Uint8Array(0);
    expect(() => readCatalogueFile(cut(catalogue), finder?.catalogue ?? [])).toThrow(/PACKAGE_INDEX_DAMAGED: catalogue\.safetensors/);
    expect(() => readFinder(cut(finderTensors), { kind: "own_history", settings: {} }, {})).toThrow(
      /PACKAGE_INDEX_DAMAGED: finder\.safetensors/,
    );
    expect(() => readFinder(finderTensors ?? new Uint8Array(0), { kind: "popularity", settings: {} }, {})).toThrow(
      /the manifest says "popularity"/,
    );
    expect(() => readAskers(cut(askerHistories), 6)).toThrow(/PACKAGE_INDEX_DAMAGED: askers\.safetensors/);
    expect(() => readAskers(askerHistories ?? new Uint8Array(0), 1)).toThrow(/names items that the catalogue does not hold/);
  });

  it("are refused when somebody else has replaced them", async () => {
    await writePackage(join(directory, "model"), await shelfPackage());
    writeFileSync(join(directory, "model", "askers.safetensors"), "nothing");
    await expect(loadCatalogue(join(directory, "model"))).rejects.toThrow(/PACKAGE_TAMPERED: askers\.safetensors/);
  });
});

describe("the server of a catalogue", () => {
  let server: ModelServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });
  const start = async (): Promise<(path: string, body?: unknown) => Promise<{ status: number; body: Record<string, unknown> }>> => {
    server = createCatalogueServer({ model: await shelf(), port: 0, limits: { lameDuckMs: 0 } });
    const url = await server.listen();
    return async (path, body) => {
      const sent = {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: typeof body === "string" ? body : JSON.stringify(body),
      };
      const reply = await fetch(`${url}${path}`, body === undefined ? {} : sent);
      return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
    };
  };

  it("answers its typed route, one query or several", async () => {
    const ask = await start();
    const one = await ask("/v1/toy-shelf/find", { reader: "ann", k: 2 });
    expect(one).toMatchObject({
      status: 200,
      body: { items: [{ id: "dracula" }, { id: "emma" }], shown: true, latencyMs: expect.any(Number) },
    });
    const two = await ask("/v1/toy-shelf/find", { queries: [{ reader: "ann" }, {}] });
    expect(two.body["replies"]).toHaveLength(2);
  });

  it("takes events and knows them with the next query", async () => {
    const ask = await start();
    const recorded = await ask("/v1/toy-shelf/events", { events: [{ asker: "cid", item: "iliad", kind: "accepted", place: 3 }] });
    expect(recorded).toMatchObject({ status: 200, body: { recorded: 1 } });
    expect(await ask("/v1/toy-shelf/find", { reader: "cid", k: 1 })).toMatchObject({ body: { items: [{ id: "iliad" }], known: true } });
    expect(await ask("/v1/toy-shelf/events", { events: [{ item: "iliad", kind: "liked" }] })).toMatchObject({
      status: 400,
      body: { code: "SERVING_ROW_INVALID" },
    });
  });

  it("speaks MLflow's protocol and the Open Inference Protocol", async () => {
    const ask = await start();
    const flow = await ask("/invocations", { dataframe_records: [{ reader: "ann" }] });
    expect(flow.body).toMatchObject({ predictions: [[{ id: "dracula" }, { id: "emma" }, { id: "ulysses" }]] });
    const inputs = [{ name: "reader", shape: [1, 1], datatype: "BYTES", data: ["bob"] }];
    const infer = await ask("/v2/models/toy-shelf/infer", { inputs });
    expect(infer.body).toMatchObject({
      outputs: [{ name: "items", shape: [1, 3], data: ["emma", "dracula", "ulysses"] }, { name: "scores" }],
    });
    expect(await ask("/v2/models/toy-shelf")).toMatchObject({ body: { platform: "millwright_finder" } });
  });

  it("describes itself, and answers bad requests with codes", async () => {
    const ask = await start();
    const described = await ask("/openapi.json");
    expect(Object.keys(described.body["paths"] as object)).toEqual(expect.arrayContaining(["/v1/toy-shelf/find", "/v1/toy-shelf/events"]));
    expect(await ask("/v1/toy-shelf/find", { mood: "" })).toMatchObject({ status: 400, body: { code: "SERVING_ROW_INVALID" } });
    expect(await ask("/v1/toy-shelf/find", { exclude: ["?"] })).toMatchObject({ status: 400, body: { code: "SERVING_ITEM_UNKNOWN" } });
    expect(await ask("/v1/toy-shelf/find", "{")).toMatchObject({ status: 400, body: { code: "SERVING_BODY_INVALID" } });
    expect(await ask("/v1/other/find", {})).toMatchObject({ status: 404, body: { code: "SERVING_SYSTEM_UNKNOWN" } });
  });
});
