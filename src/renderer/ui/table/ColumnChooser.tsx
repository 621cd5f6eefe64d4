import { ActionIcon, Checkbox, Popover, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconColumns3 } from '@tabler/icons-react';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { t } from '../text/t.ts';
import type { Column } from './column.ts';
import type { ColumnLayout } from './column-layout.ts';
import classes from './column-chooser.module.css';

interface ColumnChooserProps<Row> {
  columns: readonly Column<Row>[];
  layout: ColumnLayout;
  toggle: (id: string) => void;
  move: (id: string, step: -1 | 1) => void;
  resize: (id: string, width: number | null) => void;
}

const widthStep = 16;
/** Where a column that takes what is left over begins when it is given a width of its own. */
const firstWidth = 160;

const searchableFrom = 16;

/** Which columns are shown and in which order; the first is always there. */
export function ColumnChooser<Row>({ columns, layout, toggle, move, resize }: ColumnChooserProps<Row>) {
  const [text, setText] = useState('');
  const first = columns[0]?.id;
  const placed = layout.flatMap(({ id }) => columns.find((column) => column.id === id && id !== first) ?? []);
  const keys = (id: string) => (event: KeyboardEvent) => {
    if (!event.altKey) return;
    const width = layout.find((each) => each.id === id)?.width ?? firstWidth;
    if (event.key === 'ArrowUp') move(id, -1);
    else if (event.key === 'ArrowDown') move(id, 1);
    else if (event.key === 'ArrowLeft') resize(id, width - widthStep);
    else if (event.key === 'ArrowRight') resize(id, width + widthStep);
    else return;
    event.preventDefault();
  };
  const others = columns.filter(
    ({ id, heading, group }) =>
      id !== first &&
      !layout.some((each) => each.id === id) &&
      `${heading} ${group ?? ''}`.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()),
  );
  return (
    <Popover position="top-end" withinPortal shadow="md" trapFocus width={330}>
      <Popover.Target>
        <Tooltip label={t('table.columns')}>
          <ActionIcon variant="subtle" color="gray" size={24} aria-label={t('table.columns')}>
            <IconColumns3 size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('table.columns')}>
        <Stack gap={8}>
          <ul className={classes['list']} aria-label={t('table.columnsShown')}>
            {placed.map(({ id, heading }) => (
              <li key={id} className={classes['column']} onKeyDown={keys(id)}>
                <Checkbox size="xs" label={heading} checked onChange={() => toggle(id)} />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={24}
                  aria-label={t('table.moveUp', { column: heading })}
                  onClick={() => move(id, -1)}
                >
                  <IconChevronUp size={15} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={24}
                  aria-label={t('table.moveDown', { column: heading })}
                  onClick={() => move(id, 1)}
                >
                  <IconChevronDown size={15} />
                </ActionIcon>
              </li>
            ))}
          </ul>
          {columns.length > searchableFrom ? (
            <TextInput
              size="xs"
              aria-label={t('table.findColumn')}
              placeholder={t('table.findColumn')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          ) : null}
          <ul className={classes['list']} aria-label={t('table.columnsFurther')}>
            {others.map(({ id, heading, group }) => (
              <li key={id} className={classes['column']}>
                <Checkbox
                  size="xs"
                  label={
                    group === undefined ? (
                      heading
                    ) : (
                      <>
                        {heading}{' '}
                        <Text span size="xs" c="dimmed">
                          {group}
                        </Text>
                      </>
                    )
                  }
                  checked={false}
                  onChange={() => toggle(id)}
                />
              </li>
            ))}
          </ul>
          <Text size="xs" c="dimmed">
            {t('table.columnKeys')}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
