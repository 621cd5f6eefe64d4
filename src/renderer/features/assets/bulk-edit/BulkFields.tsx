import { ActionIcon, Button, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { t } from '#renderer/ui/text/t.ts';
import classes from './bulk-edit.module.css';
import { BulkValue } from './BulkValue.tsx';
import type { BulkField, DraftRow } from './use-bulk-fields.ts';

interface BulkFieldsProps {
  fields: readonly BulkField[];
  rows: readonly DraftRow[];
  change: (rows: DraftRow[]) => void;
}

/** Which fields the assets get, and what stands in them. */
export function BulkFields({ fields, rows, change }: BulkFieldsProps) {
  const replace = (index: number, row: DraftRow) => change(rows.map((each, place) => (place === index ? row : each)));
  const used = new Set(rows.map(({ field }) => field));
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('bulk.fieldsHint')}
      </Text>
      {rows.map((row, index) => {
        const field = fields.find(({ key }) => key === row.field);
        const offered = fields.filter(({ key }) => key === row.field || !used.has(key));
        return (
          // Rows have nothing that tells them apart but their place.
          <div key={index} className={classes['row']} role="group" aria-label={field?.label ?? t('bulk.newField')}>
            <Select
              label={t('filter.field')}
              placeholder={t('filter.chooseField')}
              data={[...Map.groupBy(offered, ({ group }) => group)].map(([group, own]) => ({
                group,
                items: own.map(({ key, label }) => ({ value: key, label })),
              }))}
              value={row.field}
              onChange={(key) =>
                replace(index, { field: fields.find((each) => each.key === key)?.key ?? null, text: null })
              }
              searchable
              allowDeselect={false}
              autoFocus={field === undefined}
              limit={300}
              nothingFoundMessage={t('form.nothingFound')}
            />
            {field === undefined ? (
              <span />
            ) : (
              <BulkValue field={field} text={row.text} onChange={(text) => replace(index, { ...row, text })} />
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              aria-label={t('bulk.removeField')}
              onClick={() => change(rows.filter((_row, place) => place !== index))}
            >
              <IconX size={15} />
            </ActionIcon>
          </div>
        );
      })}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => change([...rows, { field: null, text: null }])}
      >
        {t('bulk.addField')}
      </Button>
    </Stack>
  );
}
