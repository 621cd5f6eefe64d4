import type { PointerEvent } from 'react';
import { narrowest } from './column-layout.ts';
import classes from './data-table.module.css';

interface ColumnEdgeProps {
  /** Null gives the column its own width back. */
  resize: (width: number | null) => void;
}

/** The edge of a column's heading, drawn with the mouse; a double click gives the width up. The choice of columns does the same by keyboard. */
export function ColumnEdge({ resize }: ColumnEdgeProps) {
  const down = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    const edge = event.currentTarget;
    const width = edge.parentElement?.getBoundingClientRect().width ?? narrowest;
    const from = event.clientX;
    edge.setPointerCapture(event.pointerId);
    const draw = ({ clientX }: globalThis.PointerEvent) => resize(width + clientX - from);
    edge.addEventListener('pointermove', draw);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', draw), { once: true });
  };
  return <span aria-hidden className={classes['edge']} onPointerDown={down} onDoubleClick={() => resize(null)} />;
}
