import { type Parameters, type ParameterValue, type ParameterValues, unitCube } from "../../modeling/index.ts";
import { oneLine, shorten } from "../one-line.ts";
import { formatParameter } from "./format-parameters.ts";

/** A parameter as an axis from 0 to 1, laid out by its own scale. */
export interface ParameterAxis {
  readonly name: string;
  /** Values worth a label, by their place on the axis. */
  readonly ticks: readonly { readonly place: number; readonly label: string }[];
  /** Place of a trial; NaN where it does not have the parameter. */
  placeOf(parameters: ParameterValues): number;
  place(value: ParameterValue): number;
}

/** Labels that an axis has room for. */
const mostTicks = 6;

/** Places of the labels: every category where there is room, else the ends and the middle. */
function tickPlaces(levels: number): number[] {
  if (levels <= mostTicks) return Array.from({ length: levels }, (_, level) => (level + 0.5) / levels);
  return [0, 0.5, 1];
}

/** Parameters as axes, in the order of `names` (the space's own unless told). */
export function parameterAxes(parameters: Parameters, names: readonly string[] = Object.keys(parameters)): ParameterAxis[] {
  const { dimensions } = unitCube({ parameters, constraints: [] });
  return names.flatMap((name): ParameterAxis[] => {
    const dimension = dimensions.find((one) => one.name === name);
    if (dimension === undefined) return [];
    const ticks = tickPlaces(dimension.levels).map((at) => {
      const value = dimension.decode(at);
      const place = dimension.encode(value);
      return { place: Number.isNaN(place) ? at : place, label: shorten(formatParameter(value), 12) };
    });
    return [
      {
        name: oneLine(name),
        ticks,
        placeOf: (values) => {
          const value = values[name];
          return value === undefined ? Number.NaN : dimension.encode(value);
        },
        place: (value) => dimension.encode(value),
      },
    ];
  });
}
