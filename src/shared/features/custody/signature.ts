import * as z from 'zod';

const coordinate = z.number().min(0).max(1);
const point = z.object({ x: coordinate, y: coordinate });

/** What a pen drew: lines from where it touched to where it was lifted; width and height of the field are 1. */
export const signature = z.array(z.array(point).min(1).max(2000)).max(200);
export type Signature = z.infer<typeof signature>;

/** Width of the field over its height, wherever it is drawn. */
export const signatureAspect = 3;

/** A dot or a slip of the hand is no signature: the lines together are at least a fifth of the field's width long. */
const shortest = 0.2;

export function isSignature(strokes: Signature): boolean {
  let length = 0;
  for (const stroke of strokes) {
    for (const [index, at] of stroke.entries()) {
      const before = stroke[index - 1];
      if (before) length += Math.hypot(at.x - before.x, (at.y - before.y) / signatureAspect);
    }
  }
  return length >= shortest;
}

/** The lines as text to be hashed: thousandths of the field, so that equal signatures give equal texts. */
export function signatureText(strokes: Signature): string {
  const thousandths = (value: number) => Math.round(value * 1000);
  return strokes.map((stroke) => stroke.map(({ x, y }) => `${thousandths(x)},${thousandths(y)}`).join(' ')).join(';');
}
