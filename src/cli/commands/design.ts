import { join, resolve } from "node:path";
import type { Command } from "commander";
import { action, type CommandContext, declareCommand, directoryOption } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { shownPath } from "../shown-path.ts";

interface DesignOptions {
  readonly json?: boolean;
  readonly dir: string;
}

/** `millwright design`: where the design document of the latest run is. */
export function addDesignCommand(program: Command, context: CommandContext): void {
  const { terminal } = context;
  declareCommand(program, {
    usage: "design <system>",
    summary: "print where the design document of the latest run is (Markdown and HTML)",
    examples: ["millwright design card-fraud", "xdg-open $(millwright design card-fraud --json | jq -r .html)"],
  })
    .addOption(directoryOption())
    .action(
      action<DesignOptions>(context, async (options, name = "") => {
        const { latestReport } = await import("../open-existing-ledger.ts");
        const { loadSystem } = await import("../resolve-system.ts");
        const { system } = await loadSystem(name, terminal.directory);
        const directory = resolve(terminal.directory, options.dir);
        const { run } = latestReport(directory, system.name);
        const folder = join(directory, "runs", run, "package");
        const document = { run, markdown: join(folder, "design.md"), html: join(folder, "design.html") };
        if (options.json === true) terminal.out(JSON.stringify(document));
        else terminal.out(`${shownPath(document.markdown, terminal.directory)}\n${shownPath(document.html, terminal.directory)}`);
        return exitCode.success;
      }),
    );
}
