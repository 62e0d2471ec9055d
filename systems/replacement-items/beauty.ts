import { atLeast, atMost } from "millwright";
import { nextItemSystem } from "./next-item.ts";

const requirements = [atLeast("hit_at_10", 0.095), atLeast("ndcg_at_10", 0.06), atMost("p99_latency_ms", 30)];

export default nextItemSystem("replacement-items-beauty", "What will this customer want next? (beauty)", "Beauty", requirements);
