import { type Random, random } from "millwright";

/** Values of the kinds with how often each occurs; "" stands for a part that the home does not have. */
const kinds: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ms_subclass: { "20": 4, "50": 1, "60": 2, "120": 1, "160": 1 },
  ms_zoning: { RL: 8, RM: 2, FV: 1 },
  street: { Pave: 50, Grvl: 1 },
  alley: { "": 30, Grvl: 1, Pave: 1 },
  lot_shape: { Reg: 6, IR1: 3 },
  land_contour: { Lvl: 9, HLS: 1 },
  utilities: { AllPub: 1 },
  lot_config: { Inside: 7, Corner: 2 },
  land_slope: { Gtl: 19, Mod: 1 },
  neighborhood: { Hill: 3, Mill: 4, Old: 3, River: 2, Station: 2, West: 3 },
  condition_1: { Norm: 9, Feedr: 1 },
  condition_2: { Norm: 1 },
  building_type: { "1Fam": 8, TwnhsE: 1, Duplex: 1 },
  house_style: { "1Story": 5, "2Story": 3, "1.5Fin": 1 },
  roof_style: { Gable: 4, Hip: 1 },
  roof_matl: { CompShg: 1 },
  exterior_1st: { VinylSd: 3, MetalSd: 2, HdBoard: 1 },
  exterior_2nd: { VinylSd: 3, MetalSd: 2, HdBoard: 1 },
  masonry_type: { None: 3, BrkFace: 2 },
  exterior_quality: { TA: 3, Gd: 2 },
  exterior_cond: { TA: 9, Gd: 1 },
  foundation: { PConc: 1, CBlock: 1 },
  basement_quality: { TA: 4, Gd: 4, "": 1 },
  basement_cond: { TA: 1 },
  basement_exposure: { No: 3, Av: 1 },
  basement_finish_type_1: { GLQ: 1, Unf: 1 },
  basement_finish_type_2: { Unf: 1 },
  heating: { GasA: 1 },
  heating_qc: { Ex: 3, TA: 2 },
  central_air: { Y: 14, N: 1 },
  electrical: { SBrkr: 12, FuseA: 1 },
  kitchen_quality: { TA: 4, Gd: 3, Ex: 1 },
  functional: { Typ: 1 },
  fireplace_quality: { "": 4, Gd: 2, TA: 2 },
  garage_type: { Attchd: 6, Detchd: 3, "": 1 },
  garage_finish: { Unf: 3, Fin: 2, "": 1 },
  garage_quality: { TA: 15, "": 1 },
  garage_cond: { TA: 15, "": 1 },
  paved_drive: { Y: 12, N: 1 },
  pool_qc: { "": 1 },
  fence: { "": 4, MnPrv: 1 },
  misc_feature: { "": 1 },
  month_sold: { "3": 1, "5": 2, "6": 3, "7": 2, "10": 1 },
};

/** What the ground of each neighbourhood adds to the log price. */
const ground: Readonly<Record<string, number>> = { Hill: 0.25, Mill: 0, Old: -0.15, River: 0.15, Station: -0.08, West: 0.05 };

function draw(shares: Readonly<Record<string, number>>, stream: Random): string | null {
  const entries = Object.entries(shares);
  let rest = stream.next() * entries.reduce((sum, [, share]) => sum + share, 0);
  for (const [value, share] of entries) {
    rest -= share;
    if (rest < 0) return value === "" ? null : value;
  }
  return null;
}

/** The measured facts of one home, and its price. */
function measure(neighborhood: string, stream: Random): Record<string, number | null> {
  const quality = Math.min(10, Math.max(1, Math.round(6 + 1.4 * stream.normal())));
  const living = Math.round(Math.exp(7.2 + 0.3 * stream.normal() + 0.05 * (quality - 6)));
  const first = Math.round(living * (0.55 + 0.4 * stream.next()));
  const basement = Math.round(first * (0.7 + 0.3 * stream.next()));
  const finished = Math.round(basement * stream.next());
  const built = Math.round(Math.min(2009, Math.max(1880, 1972 + 25 * stream.normal())));
  const cars = Math.min(3, Math.max(0, Math.round(1.8 + 0.7 * stream.normal())));
  const lot = Math.round(Math.exp(9.1 + 0.5 * stream.normal()));
  const condition = Math.min(9, Math.max(2, Math.round(5.5 + stream.normal())));
  const fires = stream.integer(3);
  const worth =
    7.1 +
    0.55 * Math.log(living) +
    0.09 * (quality - 6) +
    0.04 * (condition - 5) +
    0.0025 * (built - 1970) +
    0.05 * Math.log(lot) +
    0.0001 * basement +
    0.05 * cars +
    0.03 * fires +
    (ground[neighborhood] ?? 0) +
    0.1 * stream.normal();
  return {
    lot_frontage: stream.next() < 0.17 ? null : Math.round(Math.sqrt(lot) * 0.7),
    lot_area: lot,
    overall_quality: quality,
    overall_cond: condition,
    year_built: built,
    year_remodelled: Math.max(1950, Math.min(2010, built + stream.integer(30))),
    masonry_area: stream.next() < 0.6 ? 0 : Math.round(200 * stream.exponential()),
    basement_finish_area_1: finished,
    basement_finish_area_2: 0,
    basement_unfinished_area: basement - finished,
    total_basement_area: basement,
    first_floor_area: first,
    second_floor_area: living - first,
    low_quality_fin_area: 0,
    living_area: living,
    basement_full_bath: stream.integer(2),
    basement_half_bath: 0,
    full_bath: 1 + stream.integer(2),
    half_bath: stream.integer(2),
    bedroom_above_ground: 1 + stream.integer(4),
    kitchen_above_ground: 1,
    rooms_above_ground: Math.max(3, Math.round(living / 240)),
    fireplaces: fires,
    garage_year_built: cars === 0 ? null : built,
    garage_cars: cars,
    garage_area: 250 * cars,
    wood_deck_area: stream.next() < 0.5 ? 0 : Math.round(150 * stream.exponential()),
    open_porch_area: stream.next() < 0.4 ? 0 : Math.round(60 * stream.exponential()),
    enclosed_porch: 0,
    three_season_porch: 0,
    screen_porch: stream.next() < 0.9 ? 0 : 150,
    pool_area: 0,
    misc_val: 0,
    year_sold: 2006 + stream.integer(5),
    sale_price: Math.round(Math.exp(worth) / 100) * 100,
  };
}

/** Sales in an authored town, in the shape of the Ames row. The same seed gives the same sales. */
export function simulateAmes(count: number, seed: number): Record<string, string | number | null>[] {
  const stream = random(seed);
  return Array.from({ length: count }, () => {
    const facts = Object.fromEntries(Object.entries(kinds).map(([name, shares]) => [name, draw(shares, stream)]));
    return { ...facts, ...measure(facts["neighborhood"] ?? "Mill", stream) };
  });
}
