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

/**
 * A ring that goes on where it crosses the date line instead of running back around the globe, which would draw bands
 * across the map. One that goes around a pole can't go on and stays as it is.
 */
function goneOn(ring: readonly LatLng[]): LatLng[] {
  let turn = 0;
  const points = ring.map(([latitude, longitude], at): LatLng => {
    const step = longitude - (ring[at - 1]?.[1] ?? longitude);
    if (Math.abs(step) > 180) turn -= Math.sign(step) * 360;
    return [latitude, longitude + turn];
  });
  return turn === 0 ? points : [...ring];
}

/** A country on both edges of the map is there twice, each time with the half that belongs to that edge. */
function onBothEdges(polygon: LatLng[][]): LatLng[][][] {
  const rings = polygon.map(goneOn);
  const longitudes = (rings[0] ?? []).map(([, longitude]) => longitude);
  const beyond = longitudes.some((longitude) => longitude > 180.001)
    ? -360
    : longitudes.some((longitude) => longitude < -180.001)
      ? 360
      : 0;
  if (beyond === 0) return [rings];
  return [rings, rings.map((ring) => ring.map(([latitude, longitude]): LatLng => [latitude, longitude + beyond]))];
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
    const polygons = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs;
    return polygons.flatMap((polygon) => onBothEdges(polygon.map(ring)));
  });
}
