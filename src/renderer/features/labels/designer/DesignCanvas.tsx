import { useId } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { LabelElement, TemplateDesign } from '#shared/features/labels/template.ts';
import { t } from '#renderer/ui/text/t.ts';
import { duplicate, handles, moveBy, removeElements } from './design-operations.ts';
import type { Handle } from './design-operations.ts';
import type { DesignAction } from './design-state.ts';
import classes from './designer.module.css';
import { describeElement } from './element-look.ts';
import { PreviewCanvas } from './PreviewCanvas.tsx';
import type { PreviewAnswer } from './preview-messages.ts';
import { useCanvasDrag } from './use-canvas-drag.ts';

interface DesignCanvasProps {
  design: TemplateDesign;
  selected: readonly string[];
  dispatch: (action: DesignAction) => void;
  answer: PreviewAnswer | null;
  scale: number;
  /** Distance of the grid's lines, millimetres. */
  grid: number;
  snaps: boolean;
}

const cursors: Readonly<Record<Handle, string>> = {
  nw: 'nwse-resize',
  n: 'ns-resize',
  ne: 'nesw-resize',
  e: 'ew-resize',
  se: 'nwse-resize',
  s: 'ns-resize',
  sw: 'nesw-resize',
  w: 'ew-resize',
};

const shareOf = (handle: Handle) => ({
  x: handle.includes('w') ? 0 : handle.includes('e') ? 1 : 0.5,
  y: handle.includes('n') ? 0 : handle.includes('s') ? 1 : 0.5,
});

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function useCanvasKeys({ design, selected, dispatch, grid }: DesignCanvasProps) {
  return (event: KeyboardEvent) => {
    const direction = directions[event.key];
    const command = event.ctrlKey || event.metaKey;
    if (direction !== undefined && selected.length > 0) {
      const step = event.altKey ? 0.1 : grid * (event.shiftKey ? 5 : 1);
      const moved = moveBy(design, selected, direction[0] * step, direction[1] * step);
      dispatch({ does: 'edit', design: moved, key: `keys-${selected.join()}` });
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && selected.length > 0) {
      dispatch({ does: 'edit', design: removeElements(design, selected) });
    } else if (event.key === 'Escape') dispatch({ does: 'select', ids: [] });
    else if (command && event.key.toLowerCase() === 'a')
      dispatch({ does: 'select', ids: design.elements.map(({ id }) => id) });
    else if (command && event.key.toLowerCase() === 'd' && selected.length > 0) {
      const copy = duplicate(design, selected);
      dispatch({ does: 'edit', design: copy.design, select: copy.ids });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** The label to scale with everything on it to take hold of, over the picture of what would print. */
export function DesignCanvas(props: DesignCanvasProps) {
  const { design, selected, dispatch, answer, scale, grid, snaps } = props;
  const pattern = useId();
  // Lines that are nearer than eye and hand can tell apart are passed over.
  const shownGrid = grid * scale < 8 ? Math.ceil(8 / (grid * scale)) * grid : grid;
  const drag = useCanvasDrag({ design, scale, grid: snaps ? grid : 0, dispatch });
  const onKeyDown = useCanvasKeys(props);
  const [width, height] = [design.widthMm * scale, design.heightMm * scale];
  const bad = new Set(answer?.problems.map(({ element }) => element));

  const take = (event: PointerEvent, element: LabelElement) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const more = event.shiftKey || event.ctrlKey;
    const isChosen = selected.includes(element.id);
    const ids = more
      ? isChosen
        ? selected.filter((id) => id !== element.id)
        : [...selected, element.id]
      : isChosen
        ? selected
        : [element.id];
    dispatch({ does: 'select', ids });
    if (ids.includes(element.id)) drag.begin(event, ids, null);
  };

  const single = selected.length === 1 ? design.elements.find(({ id }) => id === selected[0]) : undefined;
  // Small and thin things lie above large ones, so that each can be taken hold of.
  const ordered = design.elements.toSorted((one, other) => other.width * other.height - one.width * one.height);
  return (
    <div className={classes['sheet']} style={{ width, height }}>
      <PreviewCanvas answer={answer} width={width} height={height} />
      <svg
        className={classes['overlay'] ?? ''}
        width={width}
        height={height}
        role="application"
        aria-label={t('designer.canvas')}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={() => dispatch({ does: 'select', ids: [] })}
        onPointerMove={drag.move}
        onPointerUp={drag.end}
        onPointerCancel={drag.end}
      >
        <defs>
          <pattern id={pattern} width={shownGrid * scale} height={shownGrid * scale} patternUnits="userSpaceOnUse">
            <circle cx={0.5} cy={0.5} r={0.7} className={classes['dot']} />
          </pattern>
        </defs>
        {snaps ? <rect className={classes['grid']} width={width} height={height} fill={`url(#${pattern})`} /> : null}
        {ordered.map((element) => (
          <rect
            key={element.id}
            x={element.x * scale}
            y={element.y * scale}
            width={Math.max(4, element.width * scale)}
            height={Math.max(4, element.height * scale)}
            className={classes['element']}
            data-selected={selected.includes(element.id) || undefined}
            data-bad={bad.has(element.id) || undefined}
            onPointerDown={(event) => take(event, element)}
          >
            <title>{describeElement(element)}</title>
          </rect>
        ))}
        {drag.guides.x === null ? null : (
          <line x1={drag.guides.x * scale} x2={drag.guides.x * scale} y1={0} y2={height} className={classes['guide']} />
        )}
        {drag.guides.y === null ? null : (
          <line y1={drag.guides.y * scale} y2={drag.guides.y * scale} x1={0} x2={width} className={classes['guide']} />
        )}
        {single === undefined
          ? null
          : handles.map((handle) => {
              const share = shareOf(handle);
              return (
                <rect
                  key={handle}
                  x={(single.x + single.width * share.x) * scale - 4}
                  y={(single.y + single.height * share.y) * scale - 4}
                  width={8}
                  height={8}
                  className={classes['handle']}
                  style={{ cursor: cursors[handle] }}
                  onPointerDown={(event) => {
                    event.stopPropagation();
                    drag.begin(event, [single.id], handle);
                  }}
                />
              );
            })}
      </svg>
    </div>
  );
}
