import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import classes from './signature-pad.module.css';
import { t } from './text/t.ts';

interface Point {
  x: number;
  y: number;
}

interface SignaturePadProps {
  label: string;
  /** Width over height. */
  aspect: number;
  strokes: readonly (readonly Point[])[];
  onChange: (strokes: Point[][]) => void;
}

const size = 1000;

/** A field to sign in by pen, finger or mouse; what is drawn are lines in parts of the field, not a picture. */
export function SignaturePad({ label, aspect, strokes, onChange }: SignaturePadProps) {
  const field = useRef<SVGSVGElement>(null);
  const [drawing, setDrawing] = useState<Point[] | null>(null);
  const height = size / aspect;
  const pointAt = (event: PointerEvent): Point => {
    const box = field.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    const part = (value: number) => Math.min(Math.max(Math.round(value * 1000) / 1000, 0), 1);
    return { x: part((event.clientX - box.left) / box.width), y: part((event.clientY - box.top) / box.height) };
  };
  const lift = () => {
    if (drawing === null) return;
    onChange([...strokes.map((stroke) => [...stroke]), drawing]);
    setDrawing(null);
  };
  const shown = drawing === null ? strokes : [...strokes, drawing];
  return (
    <div className={classes['pad']}>
      <svg
        ref={field}
        className={classes['field']}
        viewBox={`0 0 ${size} ${height}`}
        role="img"
        aria-label={label}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrawing([pointAt(event)]);
        }}
        onPointerMove={(event) => {
          if (drawing !== null && drawing.length < 2000) setDrawing([...drawing, pointAt(event)]);
        }}
        onPointerUp={lift}
        onPointerCancel={lift}
      >
        <line className={classes['line']} x1="40" x2={size - 40} y1={height * 0.82} y2={height * 0.82} />
        {shown.length === 0 ? (
          <text className={classes['hint']} x={size / 2} y={height * 0.5}>
            {t('signature.hint')}
          </text>
        ) : null}
        {shown.map((stroke, index) => (
          <polyline
            // Strokes are only added and cleared as a whole.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            className={classes['stroke']}
            points={stroke.map(({ x, y }) => `${x * size},${y * height}`).join(' ')}
          />
        ))}
      </svg>
      <Button
        className={classes['clear'] ?? ''}
        size="compact-sm"
        variant="default"
        disabled={strokes.length === 0}
        onClick={() => onChange([])}
      >
        {t('signature.clear')}
      </Button>
    </div>
  );
}
