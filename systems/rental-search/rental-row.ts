import { column, differenceInList, listSize, numerics, oneHot, rankInList, textCount, z, zScoreInList } from "millwright";

/** One listing for a place that somebody searches. Nothing here tells who the host is or looks like. */
export const rentalRow = z.object({
  place: column.category({ description: "Where the guest wants to stay; its listings are ranked among each other." }),
  listing: column.category({ description: "The listing's number." }),
  host: column.category({ personal: "pseudonymise", description: "Number of the host, for the rule of two listings each." }),
  price: column.number({ minimum: 0, unit: "GBP a night" }).nullable(),
  accommodates: column.number({ minimum: 0 }),
  bathrooms: column.number({ minimum: 0 }).nullable(),
  bedrooms: column.number({ minimum: 0 }).nullable(),
  beds: column.number({ minimum: 0 }).nullable(),
  minimum_nights: column.number({ minimum: 0 }),
  maximum_nights: column.number({ minimum: 0 }),
  room_type: column.category({ description: "Entire home, private room, …" }),
  amenities: column.text({ maximumLength: 20_000, description: "What there is, in small letters." }),
  description: column.text({ maximumLength: 20_000, description: "The host's words." }).nullable(),
  title: column.text({ maximumLength: 1000 }).nullable(),
  host_days: column.number({ minimum: 0, unit: "days since the host joined" }).nullable(),
  superhost: column.boolean().nullable(),
  instant: column.boolean({ description: "Booked without asking the host." }).nullable(),
  response_rate: column.number({ minimum: 0, maximum: 100, unit: "%" }).nullable(),
  acceptance_rate: column.number({ minimum: 0, maximum: 100, unit: "%" }).nullable(),
  host_listings: column.number({ minimum: 0, description: "Listings of the same host in the city." }),
  latitude: column.number({ minimum: -90, maximum: 90 }),
  longitude: column.number({ minimum: -180, maximum: 180 }),
  from_centre: column.number({ minimum: 0, unit: "km" }),
  part: column.category({ description: "train, validation or test." }),
  grade: column.number({ integer: true, minimum: 0, maximum: 4, description: "Demand within the place, from none (0) to most (4)." }),
});

const has = (...pieces: string[]) => textCount("amenities", { pieces });

/** What the guest gets. */
const comfort = {
  amenity_count: has('",'),
  wifi: has("wifi"),
  kitchen: has("kitchen"),
  free_parking: has("free parking"),
  washer: has("washer"),
  hot_tub: has("hot tub"),
  pool: has("pool"),
  air_conditioning: has("air conditioning"),
  television: has("tv"),
  self_check_in: has("self check-in"),
  dishwasher: has("dishwasher"),
  pets: has("pets"),
  description_length: textCount("description", "characters"),
  title_length: textCount("title", "characters"),
};

/** Where a listing stands among those of its place. */
const compared = {
  listings: listSize(),
  price_rank: rankInList("price"),
  price_apart: differenceInList("price"),
  price_z: zScoreInList("price"),
  accommodates_rank: rankInList("accommodates"),
  amenity_rank: rankInList("amenity_count"),
  host_days_rank: rankInList("host_days"),
  centre_rank: rankInList("from_centre"),
  acceptance_rank: rankInList("acceptance_rate"),
  minimum_nights_rank: rankInList("minimum_nights"),
  description_rank: rankInList("description_length"),
};

/** All columns that are derived. */
export const derived = { ...comfort, ...compared };

const names = <Columns extends object>(columns: Columns): (keyof Columns & string)[] => Object.keys(columns) as (keyof Columns & string)[];

const facts = {
  price: ["price"],
  size: ["accommodates", "bathrooms", "bedrooms", "beds"],
  nights: ["minimum_nights", "maximum_nights"],
  host: ["host_days", "response_rate", "acceptance_rate", "host_listings"],
  where: ["latitude", "longitude", "from_centre"],
} as const;

/** As learners of trees take them: missing stays missing. */
export const treeFeatures = [
  ...Object.entries(facts).map(([group, columns]) =>
    numerics([...columns], { impute: "none", indicator: false, standardise: false, group }),
  ),
  numerics(["superhost", "instant"], { impute: "none", indicator: false, standardise: false, group: "host" }),
  oneHot("room_type"),
  numerics(names(comfort), { impute: "none", indicator: false, standardise: false, group: "comfort" }),
  numerics(names(compared), { impute: "none", indicator: false, standardise: false, group: "beside the place's other listings" }),
];

/** As linear learners take them. */
export const linearFeatures = [
  ...Object.entries(facts).map(([group, columns]) => numerics([...columns], { group })),
  numerics(["superhost", "instant"], { group: "host" }),
  oneHot("room_type"),
  numerics(names(comfort), { group: "comfort" }),
  numerics(names(compared), { group: "beside the place's other listings" }),
];
