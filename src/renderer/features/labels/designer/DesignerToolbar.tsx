import { ActionIcon, Divider, SegmentedControl, Switch, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBarcode,
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLetterT,
  IconLine,
  IconRectangle,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { t } from '#renderer/ui/text/t.ts';
import { addElement, addPicture, align } from './design-operations.ts';
import type { Alignment } from './design-operations.ts';
import type { DesignAction, DesignState } from './design-state.ts';
import classes from './designer.module.css';
import { PictureButton } from './ElementFields.tsx';

export interface View {
  /** Pixels a millimetre. */
  scale: number;
  grid: number;
  snaps: boolean;
}

interface DesignerToolbarProps {
  state: DesignState;
  dispatch: (action: DesignAction) => void;
  view: View;
  setView: (view: View) => void;
}

const addable = [
  { type: 'text', icon: IconLetterT },
  { type: 'barcode', icon: IconBarcode },
  { type: 'line', icon: IconLine },
  { type: 'box', icon: IconRectangle },
] as const;

const aligning: readonly { how: Alignment; icon: Icon }[] = [
  { how: 'left', icon: IconLayoutAlignLeft },
  { how: 'centre', icon: IconLayoutAlignCenter },
  { how: 'right', icon: IconLayoutAlignRight },
  { how: 'top', icon: IconLayoutAlignTop },
  { how: 'middle', icon: IconLayoutAlignMiddle },
  { how: 'bottom', icon: IconLayoutAlignBottom },
];

const scaleBounds = { least: 2, most: 40 } as const;
const grids = ['0.5', '1', '2'] as const;

function Tool({
  label,
  icon: Shape,
  disabled = false,
  onClick,
}: {
  label: string;
  icon: Icon;
  disabled?: boolean;
  onClick: () => void;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size="md" aria-label={label} disabled={disabled} onClick={onClick}>
        <Shape size={17} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}

/** What can be put onto the label, lined up, taken back; and how it is looked at. */
export function DesignerToolbar({ state, dispatch, view, setView }: DesignerToolbarProps) {
  const { design, selected } = state;
  const zoom = (factor: number) =>
    setView({ ...view, scale: Math.min(scaleBounds.most, Math.max(scaleBounds.least, view.scale * factor)) });
  return (
    <div className={classes['toolbar']} role="toolbar" aria-label={t('designer.tools')}>
      <Tool
        label={t('designer.undo')}
        icon={IconArrowBackUp}
        disabled={state.past.length === 0}
        onClick={() => dispatch({ does: 'undo' })}
      />
      <Tool
        label={t('designer.redo')}
        icon={IconArrowForwardUp}
        disabled={state.future.length === 0}
        onClick={() => dispatch({ does: 'redo' })}
      />
      <Divider orientation="vertical" />
      {addable.map(({ type, icon }) => (
        <Tool
          key={type}
          label={t(`designer.add.${type}`)}
          icon={icon}
          disabled={design.elements.length >= 50}
          onClick={() => {
            const added = addElement(design, type);
            dispatch({ does: 'edit', design: added.design, select: [added.id] });
          }}
        />
      ))}
      <PictureButton
        onPicture={(picture) => {
          const added = addPicture(design, picture);
          dispatch({ does: 'edit', design: added.design, select: [added.id] });
        }}
      />
      <Divider orientation="vertical" />
      {aligning.map(({ how, icon }) => (
        <Tool
          key={how}
          label={t(`designer.alignTo.${how}`)}
          icon={icon}
          disabled={selected.length === 0}
          onClick={() => dispatch({ does: 'edit', design: align(design, selected, how) })}
        />
      ))}
      <span className={classes['grow']} />
      <Switch
        size="sm"
        label={t('designer.snap')}
        checked={view.snaps}
        onChange={(event) => setView({ ...view, snaps: event.currentTarget.checked })}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('designer.grid')}
        data={grids.map((value) => ({ value, label: `${value} mm` }))}
        value={String(view.grid)}
        onChange={(next) => setView({ ...view, grid: Number(next) })}
      />
      <Divider orientation="vertical" />
      <Tool label={t('designer.zoomOut')} icon={IconZoomOut} onClick={() => zoom(1 / 1.25)} />
      <Tool label={t('designer.zoomIn')} icon={IconZoomIn} onClick={() => zoom(1.25)} />
    </div>
  );
}
