import { ActionIcon, Button, Checkbox, Group, Modal } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { wholeLayout } from '#shared/features/dashboard/model.ts';
import type { Layout, TileName } from '#shared/features/dashboard/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './dashboard.module.css';

/** Moves a tile one step up (-1) or down (1). */
function moved(layout: Layout, name: TileName, step: -1 | 1): Layout {
  const from = layout.findIndex((each) => each.name === name);
  const tile = layout[from];
  const to = from + step;
  if (tile === undefined || to < 0 || to >= layout.length) return layout;
  return layout.toSpliced(from, 1).toSpliced(to, 0, tile);
}

/** Which tiles are there and in which order; each change is kept, and seen behind the dialog, at once. */
export function ArrangeTiles({ layout: initial, onClose }: { layout: Layout; onClose: () => void }) {
  const [layout, setLayout] = useState(initial);
  const save = useAction((next: Layout) => client.dashboard.saveLayout({ layout: next }));
  const change = (next: Layout) => {
    setLayout(next);
    save.mutate(next);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('dashboard.arrange')}
      size="sm"
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <ol className={classes['arrange']} aria-label={t('dashboard.arrange')}>
        {layout.map(({ name, hidden }, index) => {
          const label = word('dashboardTile', name);
          return (
            <li key={name}>
              <Checkbox
                label={label}
                checked={!hidden}
                onChange={() => change(layout.map((each) => (each.name === name ? { name, hidden: !hidden } : each)))}
              />
              <span>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('dashboard.up', { name: label })}
                  disabled={index === 0}
                  onClick={() => change(moved(layout, name, -1))}
                >
                  <IconArrowUp size={16} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('dashboard.down', { name: label })}
                  disabled={index === layout.length - 1}
                  onClick={() => change(moved(layout, name, 1))}
                >
                  <IconArrowDown size={16} />
                </ActionIcon>
              </span>
            </li>
          );
        })}
      </ol>
      <Group justify="space-between" mt="sm">
        <Button variant="subtle" color="gray" onClick={() => change(wholeLayout([]))}>
          {t('dashboard.usual')}
        </Button>
        <Button onClick={onClose}>{t('action.close')}</Button>
      </Group>
    </Modal>
  );
}
