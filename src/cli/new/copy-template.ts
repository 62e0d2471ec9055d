import { cpSync, existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { didYouMean, MillwrightError } from "../../errors/index.ts";
import { installedSystems, templatesFolder } from "../installation.ts";

/** Files of a system that a copy does not need: its tests, what is said about it, other definitions than the one asked for. */
const leftBehind = /\.test\.ts$|(^|\/)README\.md$/;

/** Gives the copied definition its new name: the first property called so that stands directly in `defineSystem({ … })`. */
function renamed(source: string, name: string): string {
  return source.replace(/^ {2}name: "[^"]*"/m, `  name: ${JSON.stringify(name)}`);
}

/**
 * Copies a system that comes with Millwright into a folder, under a new name.
 * @param template - "card-fraud", or "house-price/ames" for a variant, which becomes the copy's `system.ts`.
 * @returns the files that were written, relative to the folder.
 * @throws CLI_SYSTEM_UNKNOWN
 */
export function copyTemplate(template: string, name: string, folder: string): string[] {
  const [base = "", variant] = template.split("/");
  const from = join(templatesFolder, base);
  const main = `${variant ?? "system"}.ts`;
  if (!installedSystems().includes(template) || !existsSync(join(from, main))) {
    throw new MillwrightError("CLI_SYSTEM_UNKNOWN", `there is no template "${template}".`, didYouMean(template, installedSystems()));
  }
  const variants = installedSystems().filter((each) => each.startsWith(`${base}/`));
  const otherMains = ["system.ts", ...variants.map((each) => `${each.slice(base.length + 1)}.ts`)].filter((file) => file !== main);
  const files = globSync("**/*", { cwd: from }).filter((file) => statSync(join(from, file)).isFile());
  const kept = files.filter((file) => !leftBehind.test(file) && !otherMains.includes(file));
  for (const file of kept) {
    const target = join(folder, file === main ? "system.ts" : file);
    mkdirSync(dirname(target), { recursive: true });
    if (file === main) writeFileSync(target, renamed(readFileSync(join(from, file), "utf8"), name));
    else cpSync(join(from, file), target);
  }
  writeFileSync(join(folder, "README.md"), readmeOf(name, template));
  return [...kept.map((file) => (file === main ? "system.ts" : file)), "README.md"].sort();
}

function readmeOf(name: string, template: string): string {
  return `# ${name}

Begun as a copy of Millwright's \`${template}\`. The row at the top of \`system.ts\` says which columns a file of yours must have.

\`\`\`
npx millwright run ${name}                       # on the sample
npx millwright data ${name} --data yours.csv     # does your file fit? profile, contract, leaks
npx millwright run ${name} --data yours.csv      # on your rows
npx millwright check ${name} --data yours.csv    # exit code 1 when a requirement is missed
npx millwright serve ${name}
\`\`\`

Change the requirements in \`setup\` to what your product needs: those of the original were set on its own data.
`;
}
