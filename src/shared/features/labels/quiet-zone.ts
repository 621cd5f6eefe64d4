import type { Rect } from './dots.ts';
import type { LabelLayout, PlacedText } from './layout.ts';
import { problemOf, type LayoutProblem } from './problems.ts';
import { quietAreaOf } from './place-symbol.ts';
import { CAP_HEIGHT, DESCENT } from './text-fit.ts';

type Ink = Rect & { element: string };

const overlaps = (one: Rect, other: Rect) =>
  one.x < other.x + other.width - 0.01 &&
  other.x < one.x + one.width - 0.01 &&
  one.y < other.y + other.height - 0.01 &&
  other.y < one.y + one.height - 0.01;

/** Where a line of text leaves ink: from the top of its capitals to the bottom of its descenders. */
const inkOfText = ({ element, x, y, width, sizeMm }: PlacedText): Ink => ({
  element,
  x,
  y: y - sizeMm * CAP_HEIGHT,
  width,
  height: sizeMm * (CAP_HEIGHT + DESCENT),
});

/** The four strokes of a box: what stands inside it is not covered. */
function inkOfBox({ element, x, y, width, height, strokeMm }: LabelLayout['boxes'][number]): Ink[] {
  return [
    { element, x, y, width, height: strokeMm },
    { element, x, y: y + height - strokeMm, width, height: strokeMm },
    { element, x, y, width: strokeMm, height },
    { element, x: x + width - strokeMm, y, width: strokeMm, height },
  ];
}

/** Codes on which, or on whose light margin, something else is printed: readers would not find their ends. */
export function coveredQuietZones(layout: LabelLayout): LayoutProblem[] {
  const others: Ink[] = [
    ...layout.texts.map(inkOfText),
    ...layout.lines,
    ...layout.boxes.flatMap(inkOfBox),
    ...layout.images,
    ...layout.symbols,
  ];
  return layout.symbols.flatMap((symbol) => {
    const area = quietAreaOf(symbol);
    const covered = others.some((ink) => ink.element !== symbol.element && overlaps(ink, area));
    return covered ? [problemOf(symbol.element, 'QUIET_ZONE_COVERED')] : [];
  });
}
