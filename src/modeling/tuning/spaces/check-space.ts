import { didYouMean, MillwrightError } from "../../../errors/index.ts";
import { random } from "../../../kernels/index.ts";
import { type Condition, type Parameter, plainParameter } from "./parameters.ts";
import type { Parameters, SearchSpace } from "./search-space.ts";
import { decodePoint, keepsConstraints, unitCube } from "./unit-cube.ts";

/** Points that are tried before constraints count as contradictory. */
const TRIED = 20_000;

function refuse(problem: string, fix: string): never {
  throw new MillwrightError("MODELING_SPACE_INVALID", problem, fix);
}

function checkParameter(name: string, parameter: Parameter): void {
  const plain = plainParameter(parameter);
  if (plain.kind === "category") {
    if (plain.choices.length === 0) {
      throw new MillwrightError("MODELING_SPACE_EMPTY", `Parameter "${name}" has no choices.`, "List at least one.");
    }
    if (new Set(plain.choices).size < plain.choices.length) refuse(`Parameter "${name}" lists a choice twice.`, "List each choice once.");
    return;
  }
  const { low, high, scale, kind } = plain;
  if (!Number.isFinite(low) || !Number.isFinite(high)) refuse(`Parameter "${name}" has bounds ${low} and ${high}.`, "Give finite bounds.");
  if (low > high) {
    throw new MillwrightError("MODELING_SPACE_EMPTY", `Parameter "${name}" has bounds ${low} and ${high}.`, "Give the lower bound first.");
  }
  if (kind === "integer" && !(Number.isSafeInteger(low) && Number.isSafeInteger(high))) {
    refuse(`Integer parameter "${name}" has bounds ${low} and ${high}.`, "Give whole bounds.");
  }
  const least = kind === "integer" ? 1 : Number.MIN_VALUE;
  if (scale === "log" && low < least) {
    refuse(
      `Parameter "${name}" has a log scale and the lower bound ${low}.`,
      `Give bounds ${kind === "integer" ? "of at least 1" : "above 0"}.`,
    );
  }
}

/** The parents of a condition stand before the parameter, are finite and can take one of the values. */
function checkCondition(name: string, condition: Condition, before: Parameters): void {
  for (const [parent, allowed] of Object.entries(condition)) {
    const declared = before[parent];
    if (declared === undefined) {
      refuse(`Parameter "${name}" depends on "${parent}", which does not stand before it.`, didYouMean(parent, Object.keys(before)));
    }
    const plain = plainParameter(declared);
    if (plain.kind === "number")
      refuse(`Parameter "${name}" depends on the number "${parent}".`, "Let it depend on a choice or an integer.");
    const known = allowed.filter((value) =>
      plain.kind === "category" ? plain.choices.includes(value) : typeof value === "number" && value >= plain.low && value <= plain.high,
    );
    if (known.length < allowed.length || allowed.length === 0) {
      const can = plain.kind === "category" ? plain.choices.join(", ") : `${plain.low} … ${plain.high}`;
      refuse(`Parameter "${name}" depends on "${parent}" being ${allowed.join(" or ")}.`, `"${parent}" can be: ${can}.`);
    }
  }
}

/** Looks for a point that keeps the constraints. */
function checkConstraints(space: SearchSpace): void {
  if (space.constraints.length === 0) return;
  const cube = unitCube(space);
  const stream = random(0);
  for (let tried = 0; tried < TRIED; tried++) {
    const point = Float64Array.from(cube.dimensions, () => stream.next());
    if (keepsConstraints(space, decodePoint(cube, point))) return;
  }
  throw new MillwrightError(
    "MODELING_SPACE_CONTRADICTORY",
    `None of ${TRIED} points drawn from the space keeps its constraints: ${space.constraints.map(({ name }) => name).join("; ")}.`,
    "Loosen a constraint, or narrow the ranges to where it can hold.",
  );
}

/**
 * Refuses a space that holds no point or makes no sense.
 * @throws MODELING_SPACE_EMPTY, MODELING_SPACE_INVALID, MODELING_SPACE_CONTRADICTORY
 */
export function checkSpace(space: SearchSpace): void {
  const names = Object.keys(space.parameters);
  if (names.length === 0) throw new MillwrightError("MODELING_SPACE_EMPTY", "The search space has no parameters.", "Declare at least one.");
  const before: Record<string, Parameter> = {};
  for (const [name, parameter] of Object.entries(space.parameters)) {
    if (/^\d+$/.test(name)) refuse(`A parameter is called "${name}".`, "Give it a name that is no number: numbers would lose their order.");
    checkParameter(name, parameter);
    if (parameter.kind === "conditional") checkCondition(name, parameter.condition, before);
    before[name] = parameter;
  }
  checkConstraints(space);
}
