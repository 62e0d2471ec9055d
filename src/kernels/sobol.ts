/**
 * Primitive polynomials (their bits) and first direction numbers of dimensions 2 to 40, as published.
 * @see Joe and Kuo (2008), "Constructing Sobol sequences with better two-dimensional projections", SIAM J. Sci. Comput. 30(5).
 */
const POLYNOMIALS: readonly (readonly number[])[] = [
  [3, 1],
  [7, 1, 3],
  [11, 1, 3, 1],
  [13, 1, 1, 1],
  [19, 1, 1, 3, 3],
  [25, 1, 3, 5, 13],
  [37, 1, 1, 5, 5, 17],
  [41, 1, 1, 5, 5, 5],
  [47, 1, 1, 7, 11, 19],
  [55, 1, 1, 5, 1, 1],
  [59, 1, 1, 1, 3, 11],
  [61, 1, 3, 5, 5, 31],
  [67, 1, 3, 3, 9, 7, 49],
  [91, 1, 1, 1, 15, 21, 21],
  [97, 1, 3, 1, 13, 27, 49],
  [103, 1, 1, 1, 15, 7, 5],
  [109, 1, 3, 1, 15, 13, 25],
  [115, 1, 1, 5, 5, 19, 61],
  [131, 1, 3, 7, 11, 23, 15, 103],
  [137, 1, 3, 7, 13, 13, 15, 69],
  [143, 1, 1, 3, 13, 7, 35, 63],
  [145, 1, 3, 5, 9, 1, 25, 53],
  [157, 1, 3, 1, 13, 9, 35, 107],
  [167, 1, 3, 1, 5, 27, 61, 31],
  [171, 1, 1, 5, 11, 19, 41, 61],
  [185, 1, 3, 5, 3, 3, 13, 69],
  [191, 1, 1, 7, 13, 1, 19, 1],
  [193, 1, 3, 7, 5, 13, 19, 59],
  [203, 1, 1, 3, 9, 25, 29, 41],
  [211, 1, 3, 5, 13, 23, 1, 55],
  [213, 1, 3, 7, 3, 13, 59, 17],
  [229, 1, 3, 1, 3, 5, 53, 69],
  [239, 1, 1, 5, 5, 23, 33, 13],
  [241, 1, 1, 7, 7, 1, 61, 123],
  [247, 1, 1, 7, 9, 13, 61, 49],
  [253, 1, 3, 3, 5, 3, 55, 33],
  [285, 1, 3, 1, 15, 31, 13, 49, 245],
  [299, 1, 3, 5, 15, 31, 59, 63, 97],
  [301, 1, 3, 1, 11, 11, 11, 77, 249],
];

const BITS = 32;

/** Dimensions whose points are even together; further ones take the first ones again, in another order. */
const TOGETHER = POLYNOMIALS.length + 1;

function directionNumbers(dimension: number): Uint32Array {
  const numbers = new Uint32Array(BITS);
  const row = POLYNOMIALS[dimension - 1];
  if (row === undefined) {
    for (let bit = 0; bit < BITS; bit++) numbers[bit] = 2 ** (BITS - 1 - bit);
    return numbers;
  }
  const polynomial = row[0]!;
  const degree = row.length - 1;
  for (let bit = 0; bit < BITS; bit++) {
    if (bit < degree) {
      numbers[bit] = row[bit + 1]! * 2 ** (BITS - 1 - bit);
      continue;
    }
    let value = numbers[bit - degree]! ^ (numbers[bit - degree]! >>> degree);
    for (let k = 1; k < degree; k++) if (((polynomial >>> (degree - k)) & 1) === 1) value ^= numbers[bit - k]!;
    numbers[bit] = value >>> 0;
  }
  return numbers;
}

let directions: Uint32Array[] | undefined;

/** Mixes two numbers into one of 32 bits. */
function mix(a: number, b: number): number {
  let z = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca77)) >>> 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}

function reverseBits(value: number): number {
  let x = value;
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8);
  return ((x >>> 16) | (x << 16)) >>> 0;
}

/** Owen's nested scrambling of all bits, each by the bits above it, through a hash. */
function scramble(value: number, seed: number): number {
  let x = reverseBits(value);
  x = (x + seed) | 0;
  x ^= Math.imul(x, 0x6c50b47c);
  x ^= Math.imul(x, 0xb82f1e52);
  x ^= Math.imul(x, 0xc7afe638);
  x ^= Math.imul(x, 0x8d22f6e6);
  return reverseBits(x >>> 0);
}

/**
 * Writes point `index` of a Sobol sequence with Owen scrambling: any 2^k points in a row from a multiple of 2^k on are spread evenly.
 * @param index - from 0, below 2^32.
 * @param seed - of the scrambling: another seed is another, equally even sequence.
 * @param point - any number of dimensions, each in [0, 1).
 * @see Sobol (1967); Owen (1998), "Scrambling Sobol' and Niederreiter–Xing points"; Burley (2020), "Practical hash-based Owen scrambling".
 */
export function sobolPoint(index: number, seed: number, point: Float64Array): void {
  directions ??= Array.from({ length: TOGETHER }, (_, dimension) => directionNumbers(dimension));
  for (let j = 0; j < point.length; j++) {
    const group = Math.floor(j / TOGETHER);
    // A scrambled index runs through the points of each block of 2^k in another order.
    const place = group === 0 ? index : scramble(index, mix(seed, 1_000_003 + group));
    const numbers = directions[j % TOGETHER]!;
    let bits = 0;
    for (let bit = 0, rest = place; rest > 0; bit++, rest = Math.floor(rest / 2)) if (rest % 2 === 1) bits ^= numbers[bit]!;
    point[j] = scramble(bits >>> 0, mix(seed, j)) / 4294967296;
  }
}
