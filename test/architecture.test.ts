import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../scripts/root.ts";

/** Every room with the rooms that it may import. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  kernels: ["errors"],
  onnx: ["errors", "kernels"],
  ledger: ["errors", "kernels"],
  setup: ["errors", "kernels", "onnx", "ledger"],
  data: ["errors", "kernels", "onnx", "ledger", "setup"],
  modeling: ["errors", "kernels", "onnx", "ledger", "setup", "data"],
  serving: ["errors", "kernels", "onnx", "ledger", "setup", "data", "modeling"],
  system: ["errors", "kernels", "onnx", "ledger", "setup", "data", "modeling", "serving"],
  design: ["errors", "kernels", "onnx", "ledger", "setup", "data", "modeling", "serving", "system"],
  mill: ["errors", "kernels", "onnx", "ledger", "setup", "data", "modeling", "serving", "system", "design"],
  cli: ["errors", "kernels", "onnx", "ledger", "setup", "data", "modeling", "serving", "system", "design", "mill"],
  web: ["errors", "kernels", "onnx", "ledger", "setup", "data", "modeling", "serving", "system", "design", "mill"],
};
const rooms = Object.keys(arrows);

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string | { readonly file: string } };
}

let house: string;

/** Writes a file of a made-up house that lives under the repository's lint rules. */
function write(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), text);
}

/** Files that one rule complains about. */
function complaints(rule: string): string[] {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const only = `--only=${rule}`;
  const options = ["lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none", only, "."];
  const { stdout } = spawnSync(process.execPath, [biome, ...options], { cwd: house, encoding: "utf8", maxBuffer: 2 ** 26 });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
  const files = diagnostics.map(({ location }) => (typeof location.path === "string" ? location.path : location.path.file));
  return [...new Set(files.map((file) => file.replace(/^\.\//, "")))].sort();
}

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "millwright-house-"));
  cpSync(join(root, "biome.json"), join(house, "biome.json"));
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

test("an import against the rooms' arrows fails lint, and one along them does not", () => {
  const forbidden: string[] = [];
  for (const room of rooms) {
    for (const other of [...rooms, "testing"].filter((name) => name !== room)) {
      for (const [depth, folder] of [
        ["../", ""],
        ["../../", "deep/"],
      ] as const) {
        const file = `src/${room}/${folder}imports-${other}.ts`;
        write(file, `export { something } from "${depth}${other}/index.ts";\n`);
        if (arrows[room]?.includes(other) !== true) forbidden.push(file);
      }
    }
  }
  expect(complaints("style/noRestrictedImports")).toEqual(forbidden.sort());
});

test("a type-only import, a dynamic import and a reach past a room's index fail lint too", () => {
  write("src/data/type-only.ts", 'import type { Run } from "../mill/index.ts";\nexport type Again = Run;\n');
  write("src/data/dynamic.ts", 'export const mill: Promise<unknown> = import("../mill/index.ts");\n');
  write("src/mill/reach.ts", 'export { Table } from "../data/tables/table.ts";\n');
  write("src/mill/public-name.ts", 'export { Table } from "millwright";\n');
  const found = complaints("style/noRestrictedImports");
  expect(found).toEqual(
    expect.arrayContaining(["src/data/dynamic.ts", "src/data/type-only.ts", "src/mill/public-name.ts", "src/mill/reach.ts"]),
  );
});

test("a system may import the public name, node: built-ins and its own files, nothing else", () => {
  write(
    "systems/one/system.ts",
    'export { a } from "millwright";\nexport { b } from "node:fs/promises";\nexport { c } from "./rules.ts";\n',
  );
  write("systems/one/deep/rules.ts", 'export { c } from "../rules.ts";\n');
  write("systems/one/inside.ts", 'export { a } from "../../src/index.ts";\n');
  write("systems/one/room.ts", 'export { a } from "millwright/data";\n');
  write("systems/one/stranger.ts", 'export { a } from "zod";\n');
  const found = complaints("style/noRestrictedImports").filter((file) => file.startsWith("systems/"));
  expect(found).toEqual(["systems/one/inside.ts", "systems/one/room.ts", "systems/one/stranger.ts"]);
});

test("a cycle of imports fails lint", () => {
  write("src/setup/egg.ts", 'import { hen } from "./hen.ts";\nexport const egg: () => unknown = () => hen;\n');
  write("src/setup/hen.ts", 'import { egg } from "./egg.ts";\nexport const hen: () => unknown = () => egg;\n');
  expect(complaints("suspicious/noImportCycles")).toEqual(["src/setup/egg.ts", "src/setup/hen.ts"]);
});

/** Files that are loaded with a file: its imports of values, and theirs. */
function loadedWith(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  const text = readFileSync(file, "utf8");
  for (const [, path = ""] of text.matchAll(/^(?:import|export) (?!type )[^;]*?from "(\.[^"]+)";/gm))
    loadedWith(join(dirname(file), path), known);
  return known;
}

test("the command line starts without loading a room: each command loads what it needs when it is asked for", () => {
  const source = join(root, "src");
  const loaded = [...loadedWith(join(source, "cli/program.ts"))].map((file) => relative(source, file).split("/")[0]);
  expect([...new Set(loaded)].sort()).toEqual(["cli", "errors"]);
  expect(loaded.length).toBeGreaterThan(20);
});
