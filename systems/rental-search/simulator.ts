import { type PlainRow, random } from "millwright";

const rooms = ["Entire home/apt", "Private room", "Shared room"] as const;
const things = ["wifi", "kitchen", "free parking on premises", "washer", "tv", "self check-in", "dishwasher", "pets allowed", "hot tub"];

/** Made-up listings of several places, with the demand that guests' utilities give them: cheap for its size, well equipped, near. */
export function simulateListings(places: number, each: number, seed: number): PlainRow[] {
  const stream = random(seed).fork("listings");
  return Array.from({ length: places }, (_, place) => {
    const level = 60 + 80 * stream.next();
    const listings = Array.from({ length: each }, (_, at) => {
      const size = 1 + stream.integer(6);
      const price = Math.round(level * (0.4 + 0.2 * size) * Math.exp(0.3 * stream.normal()));
      const own = things.filter(() => stream.next() < 0.5);
      const superhost = stream.next() < 0.3;
      const distance = 6 * stream.next();
      const usual = level * (0.4 + 0.2 * size);
      const utility = 2 * Math.log(usual / price) + 0.3 * own.length + (superhost ? 0.8 : 0) - 0.3 * distance + 0.5 * stream.normal();
      const row: PlainRow = {
        place: `place ${place}`,
        listing: String(place * each + at),
        host: `h${stream.integer(Math.ceil((places * each) / 2))}`,
        price,
        accommodates: size,
        bathrooms: 1 + Math.floor(size / 4),
        bedrooms: Math.ceil(size / 2),
        beds: size,
        minimum_nights: 1 + stream.integer(3),
        maximum_nights: 365,
        room_type: rooms[size === 1 ? 1 + stream.integer(2) : 0] ?? rooms[0],
        amenities: JSON.stringify(own),
        description: "A place to stay. ".repeat(1 + stream.integer(20)),
        title: "A stay",
        host_days: 30 + stream.integer(3000),
        superhost,
        instant: stream.next() < 0.5,
        response_rate: 50 + stream.integer(51),
        acceptance_rate: 50 + stream.integer(51),
        host_listings: 1 + stream.integer(4),
        latitude: 51.4 + 0.01 * place,
        longitude: -2.6 + 0.01 * stream.next(),
        from_centre: distance,
        part: place % 5 === 0 ? "test" : place % 5 === 1 ? "validation" : "train",
      };
      return { row, utility };
    });
    const order = listings.map((_, at) => at).sort((a, b) => (listings[b]?.utility ?? 0) - (listings[a]?.utility ?? 0));
    const grade = (rank: number): number => (rank < 0.1 ? 4 : rank < 0.25 ? 3 : rank < 0.5 ? 2 : rank < 0.75 ? 1 : 0);
    return listings.map(({ row }, at) => ({ ...row, grade: grade(order.indexOf(at) / each) }));
  }).flat();
}
