import type { Command } from "commander";
import { action, type CommandContext, declareCommand } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { installedSystems } from "../installation.ts";
import { loadSystem } from "../resolve-system.ts";

/** `millwright systems`: those that come with Millwright. */
export function addSystemsCommand(program: Command, context: CommandContext): void {
  const { terminal } = context;
  declareCommand(program, {
    usage: "systems",
    summary: "list the systems that come with Millwright",
    examples: ["millwright systems", "millwright systems --json"],
  }).action(
    action(context, async (options) => {
      const { targetOf } = await import("../../system/index.ts");
      const systems: { name: string; title: string; task: string; target: string }[] = [];
      for (const name of installedSystems()) {
        const { system } = await loadSystem(name, terminal.directory);
        systems.push({ name, title: system.title, task: system.modeling.task.kind, target: targetOf(system) });
      }
      if (options.json === true) terminal.out(JSON.stringify({ systems }));
      else {
        const widest = (of: "name" | "task"): number => Math.max(...systems.map((system) => system[of].length));
        const [names, tasks] = [widest("name"), widest("task")];
        for (const { name, title, task } of systems) terminal.out(`${name.padEnd(names)}  ${task.padEnd(tasks)}  ${title}`);
      }
      return exitCode.success;
    }),
  );
}
