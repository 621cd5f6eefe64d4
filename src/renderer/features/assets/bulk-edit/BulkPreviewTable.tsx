import { Table, Text } from '@mantine/core';
import type { BulkPreview } from '#shared/features/assets/bulk-contract.ts';
import { CountTile } from '#renderer/ui/CountTile.tsx';
import { valueInWords } from '#renderer/ui/filter/in-words.ts';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './bulk-edit.module.css';
import { useBulkFields } from './use-bulk-fields.ts';

type Row = BulkPreview['rows'][number];

/** What an edit would change and what it would leave alone, asset by asset, with the reason. */
export function BulkPreviewTable({ preview }: { preview: BulkPreview }) {
  const { changed, unchanged, refusals, rows } = preview;
  const texts = rows.flatMap(({ changes }) =>
    changes.flatMap(({ field, from, to }) => [
      { field, text: from },
      { field, text: to },
    ]),
  );
  const fields = useBulkFields(texts);
  const refused = refusals.reduce((sum, { count }) => sum + count, 0);
  const shown = (field: Row['changes'][number]['field'], text: string | null) => {
    const known = fields.find(({ key }) => key === field);
    return text === null ? '–' : known === undefined ? text : valueInWords(text, known);
  };
  const labelOf = (field: string) => fields.find(({ key }) => key === field)?.label ?? field;
  return (
    <>
      <div className={classes['counts']}>
        <CountTile label={t('bulk.willChange')} count={formatNumber(changed)} />
        <CountTile label={t('bulk.unchanged')} count={formatNumber(unchanged)} />
        <CountTile label={t('bulk.refused')} count={formatNumber(refused)} {...(refused > 0 ? { tone: 'warn' } : {})} />
      </div>
      {refusals.length === 0 ? null : (
        <ul className={classes['refusals']} aria-label={t('bulk.refused')}>
          {refusals.map(({ because, count }) => (
            <li key={because}>
              {formatNumber(count)} · {word('bulkRefusal', because)}
            </li>
          ))}
        </ul>
      )}
      {rows.length === 0 ? null : (
        <div className={classes['rows']} tabIndex={0} role="region" aria-label={t('bulk.preview')}>
          <Table aria-label={t('bulk.preview')} verticalSpacing={5} stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={280}>{t('field.asset')}</Table.Th>
                <Table.Th>{t('bulk.change')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ id, tag, name, changes, refusal }) => (
                <Table.Tr key={id}>
                  <Table.Td>
                    <strong>{tag}</strong> {name}
                  </Table.Td>
                  <Table.Td>
                    {refusal === null ? null : (
                      <Text size="sm" c="var(--qm-warn)">
                        {[word('bulkRefusal', refusal.because), refusal.detail].filter(Boolean).join(': ')}
                      </Text>
                    )}
                    {changes.map(({ field, from, to }) => (
                      <div key={field}>
                        <Text span size="xs" c="dimmed">
                          {labelOf(field)}
                        </Text>{' '}
                        {shown(field, from)} → <strong>{shown(field, to)}</strong>
                      </div>
                    ))}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {rows.length < changed + refused ? (
        <Text size="xs" c="dimmed">
          {t('bulk.firstRows', { count: rows.length })}
        </Text>
      ) : null}
    </>
  );
}
