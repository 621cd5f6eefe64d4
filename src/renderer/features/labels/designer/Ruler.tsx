import classes from './designer.module.css';

/** Thickness of a ruler, pixels. */
export const rulerSize = 20;

interface RulerProps {
  lengthMm: number;
  /** Pixels a millimetre. */
  scale: number;
  vertical?: boolean;
  /** What is selected, millimetres along the ruler. */
  marked: { start: number; length: number } | null;
}

const stepFor = (scale: number) => (scale >= 9 ? 5 : 10);

/** A ruler in millimetres along the label, with what is selected marked on it. */
export function Ruler({ lengthMm, scale, vertical = false, marked }: RulerProps) {
  const length = lengthMm * scale;
  const ticks = Array.from({ length: Math.floor(lengthMm) + 1 }, (_, mm) => mm);
  const numbered = stepFor(scale);
  const at = (along: number, across: number) => (vertical ? { x: across, y: along } : { x: along, y: across });
  return (
    <svg
      aria-hidden
      className={classes['ruler'] ?? ''}
      width={vertical ? rulerSize : length + 1}
      height={vertical ? length + 1 : rulerSize}
    >
      {marked === null ? null : (
        <rect
          {...at(marked.start * scale, 0)}
          width={vertical ? rulerSize : marked.length * scale}
          height={vertical ? marked.length * scale : rulerSize}
          className={classes['marked']}
        />
      )}
      {ticks.map((mm) => {
        const size = mm % 10 === 0 ? 10 : mm % 5 === 0 ? 7 : 4;
        const from = at(mm * scale + 0.5, rulerSize - size);
        const to = at(mm * scale + 0.5, rulerSize);
        return <line key={mm} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />;
      })}
      {ticks
        .filter((mm) => mm % numbered === 0 && mm < lengthMm)
        .map((mm) => (
          <text key={mm} {...at(mm * scale + (vertical ? 9 : 3), vertical ? 2 : 9)}>
            {mm}
          </text>
        ))}
    </svg>
  );
}
