import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** "ts" when this very file runs from source, "js" when it was built. */
export const extension: "ts" | "js" = import.meta.url.endsWith(".ts") ? "ts" : "js";

/** The folder `src` (or `dist/src`) that this code runs from. */
export const sourceFolder: string = dirname(dirname(fileURLToPath(import.meta.url)));

/** The folder `systems` that stands beside it, with sources or with what was built from them. */
export const systemsFolder: string = join(dirname(sourceFolder), "systems");

/** The systems' TypeScript sources: copies of them are templates. */
export const templatesFolder: string = extension === "ts" ? systemsFolder : join(dirname(dirname(sourceFolder)), "systems");

/** The version in package.json. */
export async function installedVersion(): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  const folder = extension === "ts" ? dirname(sourceFolder) : dirname(dirname(sourceFolder));
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { version: string };
  return version;
}

/** Names of the systems that come with Millwright, with their variants as `name/variant`. */
export function installedSystems(): string[] {
  const main = globSync(`*/system.${extension}`, { cwd: systemsFolder }).map((file) => dirname(file));
  return main.sort().flatMap((name) => [name, ...variantsOf(name)]);
}

/** Further definitions in one system's folder: the files beside `system` that have a default export. */
function variantsOf(name: string): string[] {
  const folder = join(systemsFolder, name);
  return globSync(`*.${extension}`, { cwd: folder })
    .filter((file) => file !== `system.${extension}` && !file.includes(".test."))
    .filter((file) => /^export default |export \{[^}]* as default/m.test(readFileSync(join(folder, file), "utf8")))
    .map((file) => `${name}/${basename(file, `.${extension}`)}`)
    .sort();
}

/** The file of an installed system or variant, if there is one. */
export function installedSystemFile(name: string): string | undefined {
  const [folder, variant, ...more] = name.split("/");
  if (folder === undefined || more.length > 0 || !/^[a-z0-9-]+$/.test(folder) || !/^[a-z0-9-]*$/.test(variant ?? "")) return undefined;
  const file = join(systemsFolder, folder, variant === undefined ? `system.${extension}` : `${variant}.${extension}`);
  return existsSync(file) ? file : undefined;
}
