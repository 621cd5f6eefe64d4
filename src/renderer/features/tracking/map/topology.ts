/** As much of TopoJSON as the borders of countries need (topojson-specification: quantised arcs, shared by neighbours). */
export interface Topology {
  readonly transform: { readonly scale: readonly number[]; readonly translate: readonly number[] };
  readonly arcs: readonly (readonly (readonly number[])[])[];
  readonly objects: { readonly countries: { readonly geometries: readonly Geometry[] } };
}

type Geometry =
  | { readonly type: 'Polygon'; readonly arcs: readonly (readonly number[])[] }
  | { readonly type: 'MultiPolygon'; readonly arcs: readonly (readonly (readonly number[])[])[] };

export type LatLng = [number, number];

/** Arcs hold whole numbers, each point by its distance from the one before. */
function unpack({ transform, arcs }: Topology): LatLng[][] {
  const [scaleX = 1, scaleY = 1] = transform.scale;
  const [left = 0, bottom = 0] = transform.translate;
  return arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx = 0, dy = 0]) => {
      x += dx;
      y += dy;
      return [y * scaleY + bottom, x * scaleX + left];
    });
  });
}

/** The countries as polygons of latitude and longitude, each with its holes. */
export function countriesOf(topology: Topology): LatLng[][][] {
  const arcs = unpack(topology);
  const ring = (indexes: readonly number[]): LatLng[] =>
    indexes.flatMap((index, at) => {
      // A negative index is the arc the other way round, as the neighbour has it.
      const points = index < 0 ? (arcs[~index] ?? []).toReversed() : (arcs[index] ?? []);
      return at === 0 ? points : points.slice(1);
    });
  return topology.objects.countries.geometries.flatMap((geometry) => {
    if (geometry.type === 'Polygon') return [geometry.arcs.map(ring)];
    return geometry.arcs.map((polygon) => polygon.map(ring));
  });
}
