export { whenPlaceRenamed } from './lifecycle.ts';
export { createPlace } from './save-place.ts';
export { findPlaceByCode, getPlace, listPlaces, placesWithin, searchPlaces } from './repository.ts';
export { placeProcedures } from './procedures.ts';
