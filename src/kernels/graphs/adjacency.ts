/**
 * Neighbours of each node. Row x is `targets[starts[x] .. ends[x])`, ascending and each once. Rows that grew lie behind the others,
 * up to `used`; what is behind `used` belongs to nobody yet.
 */
export interface Adjacency {
  readonly nodes: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly targets: Int32Array;
  readonly used: number;
}

/** Stable counting sort of `order` by `keys`. */
function sortBy(keys: Int32Array, order: Int32Array | undefined, nodes: number): Int32Array {
  const next = new Int32Array(nodes + 1);
  for (let i = 0; i < keys.length; i++) next[keys[i]! + 1]!++;
  for (let node = 0; node < nodes; node++) next[node + 1]! += next[node]!;
  const sorted = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const edge = order === undefined ? i : order[i]!;
    sorted[next[keys[edge]!]!++] = edge;
  }
  return sorted;
}

/**
 * Edges as rows: loops are left out, an edge that comes twice counts once.
 * @param from - codes in [0, nodes), length edges; unchecked.
 * @param to - of the same length.
 */
export function buildAdjacency(nodes: number, from: Int32Array, to: Int32Array): Adjacency {
  const order = sortBy(from, sortBy(to, undefined, nodes), nodes);
  const starts = new Int32Array(nodes);
  const ends = new Int32Array(nodes);
  const targets = new Int32Array(from.length);
  let used = 0;
  let at = 0;
  for (let node = 0; node < nodes; node++) {
    starts[node] = used;
    let last = -1;
    for (; at < order.length && from[order[at]!] === node; at++) {
      const target = to[order[at]!]!;
      if (target === last || target === node) continue;
      targets[used++] = target;
      last = target;
    }
    ends[node] = used;
  }
  return { nodes, starts, ends, targets: used === targets.length ? targets : targets.slice(0, used), used };
}

/** Edges of all rows, in the order of their nodes. */
export function edgesOf({ nodes, starts, ends, targets }: Adjacency): { readonly from: Int32Array; readonly to: Int32Array } {
  let edges = 0;
  for (let node = 0; node < nodes; node++) edges += ends[node]! - starts[node]!;
  const from = new Int32Array(edges);
  const to = new Int32Array(edges);
  let at = 0;
  for (let node = 0; node < nodes; node++) {
    for (let i = starts[node]!; i < ends[node]!; i++) {
      from[at] = node;
      to[at++] = targets[i]!;
    }
  }
  return { from, to };
}

/** The same edges the other way round. */
export function transposeAdjacency({ nodes, starts, ends, targets }: Adjacency): Adjacency {
  const turned = new Int32Array(nodes + 1);
  for (let node = 0; node < nodes; node++) for (let i = starts[node]!; i < ends[node]!; i++) turned[targets[i]! + 1]!++;
  for (let node = 0; node < nodes; node++) turned[node + 1]! += turned[node]!;
  const next = turned.slice(0, nodes);
  const sources = new Int32Array(turned[nodes]!);
  for (let node = 0; node < nodes; node++) {
    for (let i = starts[node]!; i < ends[node]!; i++) sources[next[targets[i]!]!++] = node;
  }
  return { nodes, starts: turned.slice(0, nodes), ends: next, targets: sources, used: sources.length };
}

/** The two rows of each node put together: neighbours in either. */
export function uniteAdjacencies(a: Adjacency, b: Adjacency): Adjacency {
  const starts = new Int32Array(a.nodes);
  const ends = new Int32Array(a.nodes);
  const targets = new Int32Array(a.used + b.used);
  let used = 0;
  for (let node = 0; node < a.nodes; node++) {
    starts[node] = used;
    let i = a.starts[node]!;
    let j = b.starts[node]!;
    const iEnd = a.ends[node]!;
    const jEnd = b.ends[node]!;
    while (i < iEnd || j < jEnd) {
      const x = i < iEnd ? a.targets[i]! : 0x7fffffff;
      const y = j < jEnd ? b.targets[j]! : 0x7fffffff;
      targets[used++] = x < y ? x : y;
      if (x <= y) i++;
      if (y <= x) j++;
    }
    ends[node] = used;
  }
  return { nodes: a.nodes, starts, ends, targets: targets.slice(0, used), used };
}

/** Whether `from` has `to` among its neighbours. */
export function hasEdge({ starts, ends, targets }: Adjacency, from: number, to: number): boolean {
  let low = starts[from]!;
  let high = ends[from]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (targets[middle]! < to) low = middle + 1;
    else high = middle;
  }
  return low < ends[from]! && targets[low] === to;
}

/** Merges ascending neighbours into a row that is written at `at`; gives where the row ends. */
function writeMerged(old: Int32Array, more: Int32Array, into: Int32Array, at: number): number {
  let end = at;
  let i = 0;
  for (let j = 0; j < more.length; j++) {
    while (i < old.length && old[i]! < more[j]!) into[end++] = old[i++]!;
    if (i < old.length && old[i] === more[j]) i++;
    into[end++] = more[j]!;
  }
  while (i < old.length) into[end++] = old[i++]!;
  return end;
}

/**
 * The rows with more edges, and with more nodes where `nodes` is larger. Rows that change are written anew behind the others, so that the
 * adjacency given stays as it is; when more than half of the space is abandoned rows, all are written anew.
 */
export function extendAdjacency(adjacency: Adjacency, nodes: number, from: Int32Array, to: Int32Array): Adjacency {
  const added = buildAdjacency(nodes, from, to);
  const starts = new Int32Array(nodes);
  const ends = new Int32Array(nodes);
  starts.set(adjacency.starts);
  ends.set(adjacency.ends);
  let live = 0;
  let grown = 0;
  for (let node = 0; node < nodes; node++) {
    const more = added.ends[node]! - added.starts[node]!;
    const had = ends[node]! - starts[node]!;
    live += had + more;
    if (more > 0) grown += had + more;
  }
  const compact = adjacency.used + grown > 2 * live + 1024;
  const targets = new Int32Array(compact ? live : adjacency.used + grown);
  if (!compact) targets.set(adjacency.targets.subarray(0, adjacency.used));
  let used = compact ? 0 : adjacency.used;
  for (let node = 0; node < nodes; node++) {
    const more = added.targets.subarray(added.starts[node]!, added.ends[node]!);
    if (more.length === 0 && !compact) continue;
    const old = adjacency.targets.subarray(starts[node]!, ends[node]!);
    starts[node] = used;
    used = writeMerged(old, more, targets, used);
    ends[node] = used;
  }
  return { nodes, starts, ends, targets, used };
}
