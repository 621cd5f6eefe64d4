import { createHash } from 'node:crypto';

/**
 * Positions (from 1, ascending) of a sample, so that an auditor with paper and
 * SHA-256 gets the same one.
 *
 * - `random`: positions in the order of SHA-256("seed:position") as hexadecimal
 *   text; the first `size` of them. Simple random sampling without replacement.
 * - `systematic`: every k-th position with k = floor(population / size), from
 *   1 + (SHA-256("seed") as an integer modulo k).
 */
export function drawSample(method: 'random' | 'systematic', population: number, size: number, seed: string): number[] {
  const wanted = Math.min(size, population);
  if (wanted === 0) return [];
  return method === 'random' ? drawRandom(population, wanted, seed) : drawSystematic(population, wanted, seed);
}

function drawRandom(population: number, size: number, seed: string): number[] {
  return Array.from({ length: population }, (_, index) => ({
    position: index + 1,
    lot: digest(`${seed}:${index + 1}`),
  }))
    .toSorted((left, right) => (left.lot < right.lot ? -1 : 1))
    .slice(0, size)
    .map(({ position }) => position)
    .toSorted((left, right) => left - right);
}

function drawSystematic(population: number, size: number, seed: string): number[] {
  const step = Math.floor(population / size);
  const first = 1 + Number(BigInt(`0x${digest(seed)}`) % BigInt(step));
  return Array.from({ length: size }, (_, index) => first + index * step);
}

function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
