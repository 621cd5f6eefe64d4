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
      expect(outer.every(([latitude, longitude]) => Math.abs(latitude) <= 90 && Math.abs(longitude) < 380)).toBe(true);
    }
  });

  test('[K5] no border runs back around the globe where a country lies on both sides of the date line', () => {
    const countries = countriesOf(topology);
    const around = countries.filter(([outer = []]) =>
      outer.some(([, longitude], at) => Math.abs(longitude - (outer[at - 1]?.[1] ?? longitude)) > 180),
    );
    // Antarctica alone goes around a pole.
    expect(around.every(([outer = []]) => outer.every(([latitude]) => latitude < -60))).toBe(true);
    expect(around.length).toBeLessThanOrEqual(1);
    // Russia's far end is there at both edges.
    const reaches = (from: number, to: number) =>
      countries.some(([outer = []]) =>
        outer.some(([latitude, longitude]) => latitude > 60 && latitude < 72 && longitude > from && longitude < to),
      );
    expect(reaches(180.5, 192) && reaches(-180, -172)).toBe(true);
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
