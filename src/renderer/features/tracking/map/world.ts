import { countriesOf } from './topology.ts';
import type { LatLng, Topology } from './topology.ts';

const address = new URL('../../../../../resources/map/countries.json', import.meta.url).href;

let loading: Promise<LatLng[][][]> | null = null;

async function load(): Promise<LatLng[][][]> {
  const response = await fetch(address);
  return countriesOf((await response.json()) as Topology);
}

/** The countries of the map, read once from the application's own files: nothing is asked of any network. */
export function loadCountries(): Promise<LatLng[][][]> {
  loading ??= load();
  return loading;
}
