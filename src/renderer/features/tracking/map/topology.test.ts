import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { countriesOf } from './topology.ts';
import type { Topology } from './topology.ts';

const file = new URL('../../../../../resources/map/countries.json', import.meta.url);
const topology = JSON.parse(readFileSync(file, 'utf8')) as Topology;

describe('[K5] the map that ships with the application', () => {
  test('[K5] has every country as closed rings on the globe', () => {
    const countries = countriesOf(topology);
    expect(countries.length).toBeGreaterThan(1000);
    for (const [outer = []] of countries) {
      expect(outer.at(0)).toEqual(outer.at(-1));
      expect(outer.every(([latitude, longitude]) => Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180.001)).toBe(
        true,
      );
    }
  });

  test('[K5] an arc is shared by neighbours, once in each direction', () => {
    const square: Topology = {
      transform: { scale: [1, 1], translate: [0, 0] },
      arcs: [
        [
          [0, 0],
          [0, 1],
        ],
        [
          [0, 1],
          [1, 0],
          [0, -1],
          [-1, 0],
        ],
      ],
      objects: {
        countries: {
          geometries: [
            { type: 'Polygon', arcs: [[0, 1]] },
            { type: 'MultiPolygon', arcs: [[[~1, ~0]]] },
          ],
        },
      },
    };
    const [[one = []] = [], [other = []] = []] = countriesOf(square);
    expect(one).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ]);
    expect(other).toEqual(one.toReversed());
  });
});
