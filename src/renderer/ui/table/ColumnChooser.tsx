import { ActionIcon, Checkbox, Popover, Stack, Tooltip } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { t } from '../text/t.ts';
import type { Column } from './column.ts';

interface ColumnChooserProps<Row> {
  columns: readonly Column<Row>[];
  visibility: Readonly<Record<string, boolean>>;
  toggle: (id: string) => void;
}

export function ColumnChooser<Row>({ columns, visibility, toggle }: ColumnChooserProps<Row>) {
  return (
    <Popover position="top-end" withinPortal shadow="md">
      <Popover.Target>
        <Tooltip label={t('table.columns')}>
          <ActionIcon variant="subtle" color="gray" size={24} aria-label={t('table.columns')}>
            <IconColumns3 size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('table.columns')}>
        <Stack gap={8}>
          {columns.slice(1).map((column) => (
            <Checkbox
              key={column.id}
              size="xs"
              label={column.heading}
              checked={visibility[column.id] ?? false}
              onChange={() => toggle(column.id)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
