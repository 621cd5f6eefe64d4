export type Dpi = 203 | 300 | 600;

/** Upper left corner and size, millimetres from the upper left corner of the label. */
export type Rect = { x: number; y: number; width: number; height: number };

/** Dots of the print head in a millimetre; «203 dpi» heads have 8. */
export const dotsPerMm: Readonly<Record<Dpi, number>> = { 203: 8, 300: 300 / 25.4, 600: 600 / 25.4 };

/** Whole dots of a length in millimetres. */
export function toDots(mm: number, dpi: Dpi): number {
  return Math.round(mm * dotsPerMm[dpi]);
}

/** The length in millimetres that is a whole number of dots and nearest to the one given. */
export function snap(mm: number, dpi: Dpi): number {
  return toDots(mm, dpi) / dotsPerMm[dpi];
}

/** A rectangle on whole dots, at least one dot wide and high. */
export function snapRect(rect: Rect, dpi: Dpi): Rect {
  const least = 1 / dotsPerMm[dpi];
  return {
    x: snap(rect.x, dpi),
    y: snap(rect.y, dpi),
    width: Math.max(least, snap(rect.width, dpi)),
    height: Math.max(least, snap(rect.height, dpi)),
  };
}

/** Hundredths of a millimetre: as exact as a problem is told to people. */
export const rounded = (mm: number) => Math.round(mm * 100) / 100;
