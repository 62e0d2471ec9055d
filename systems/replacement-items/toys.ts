import { atLeast, atMost } from "millwright";
import { nextItemSystem } from "./next-item.ts";

const requirements = [atLeast("hit_at_10", 0.1), atMost("p99_latency_ms", 30)];

export default nextItemSystem("replacement-items-toys", "What will this customer want next? (toys)", "Toys_and_Games", requirements);
