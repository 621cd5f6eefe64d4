import { Text } from '@mantine/core';
import type { Medium } from '#shared/features/labels/media.ts';
import { cellsOf } from '#shared/features/labels/media.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './labels.module.css';

interface CellChooserProps {
  medium: Medium;
  /** Labels that are going to be printed. */
  count: number;
  startCell: number;
  onChange: (startCell: number) => void;
}

/** Height of the picture of a sheet, pixels. */
const height = 260;

/** The first sheet as it lies in the printer: where to begin, and which labels are used up by then. */
export function CellChooser({ medium, count, startCell, onChange }: CellChooserProps) {
  const { sheet } = medium;
  if (sheet === undefined) return null;
  const cells = cellsOf(sheet);
  const sheets = Math.ceil((startCell + count) / cells);
  const cellHeight = Math.max(8, Math.floor(height / sheet.rows) - 2);
  const cellWidth = Math.max(14, Math.round((cellHeight * medium.widthMm) / medium.heightMm));
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {t('sheets.startAt')}
      </Text>
      <div
        role="radiogroup"
        aria-label={t('sheets.startAt')}
        className={classes['sheet']}
        style={{
          gridTemplateColumns: `repeat(${sheet.columns}, ${Math.min(cellWidth, 110)}px)`,
          gridAutoRows: `${cellHeight}px`,
        }}
      >
        {Array.from({ length: cells }, (_, cell) => (
          <button
            key={cell}
            type="button"
            role="radio"
            aria-checked={cell === startCell}
            tabIndex={cell === startCell ? 0 : -1}
            aria-label={t('sheets.cell', { number: cell + 1 })}
            className={classes['cell']}
            data-used={cell < startCell || undefined}
            data-printed={(cell >= startCell && cell < startCell + count) || undefined}
            onClick={() => onChange(cell)}
            onKeyDown={(event) => {
              const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: sheet.columns, ArrowUp: -sheet.columns }[
                event.key
              ];
              if (step === undefined) return;
              event.preventDefault();
              const next = Math.max(0, Math.min(cells - 1, cell + step));
              onChange(next);
              const buttons = event.currentTarget.parentElement?.children;
              (buttons?.[next] as HTMLElement | undefined)?.focus();
            }}
          >
            {cellHeight >= 12 ? cell + 1 : null}
          </button>
        ))}
      </div>
      <Text size="xs" c="dimmed" mt={4} className="numbers">
        {t('sheets.needed', { count: sheets })}
      </Text>
    </div>
  );
}
