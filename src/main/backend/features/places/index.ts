export { whenPlaceRenamed } from './lifecycle.ts';
export { createPlace, updatePlace, withdrawPlace } from './save-place.ts';
export { findPlaceByCode, getPlace, listPlaces, placesWithin, searchPlaces } from './repository.ts';
export { inReadingOrder, mayStandIn } from './rules.ts';
export { placeProcedures } from './procedures.ts';
