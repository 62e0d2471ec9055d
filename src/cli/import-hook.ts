import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { extension, sourceFolder } from "./installation.ts";

/** The file of this installation that a public name stands for, or undefined for any other name. */
function fileOfPublicName(specifier: string): string | undefined {
  const found = /^millwright(?:\/([a-z]+))?$/.exec(specifier);
  if (found === null) return undefined;
  return pathToFileURL(join(sourceFolder, found[1] ?? "", `index.${extension}`)).href;
}

let registered = false;

/**
 * From now on "millwright" and "millwright/<room>" mean this very installation, whoever imports them: a system may stand in a
 * folder without a package.json. TypeScript files count as modules without one, too.
 */
export function registerPublicName(): void {
  if (registered) return;
  registered = true;
  registerHooks({
    resolve: (specifier, context, nextResolve) => {
      const url = fileOfPublicName(specifier);
      const resolved = url === undefined ? nextResolve(specifier, context) : { url, shortCircuit: true };
      const isModule = resolved.url.endsWith(".ts") && resolved.format !== "commonjs-typescript";
      return isModule ? { ...resolved, format: "module-typescript" } : resolved;
    },
  });
}
