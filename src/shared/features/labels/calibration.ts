/** From each edge of the calibration card to its frame, millimetres: what somebody measures against. */
export const frameDistanceMm = 2;

/**
 * The offset that brings the frame to where it belongs.
 * @param presentUm the offset that the card was printed with, micrometres to the right or down
 * @param measuredMm from the edge of the label to the frame, as somebody measured it
 */
export function offsetAfter(presentUm: number, measuredMm: number, farthestUm: number): number {
  const wanted = Math.round(presentUm + (frameDistanceMm - measuredMm) * 1000);
  return Math.max(-farthestUm, Math.min(farthestUm, wanted));
}
