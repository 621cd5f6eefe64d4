import { Table, Text } from '@mantine/core';
import type { KeysOverview } from '#shared/features/keys/model.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** Every kind of file in the data folder: who can read it, and whether a new data key reaches it. */
export function KeptFilesPanel({ besides }: Pick<KeysOverview, 'besides'>) {
  return (
    <Panel title={t('keys.besides')} flush>
      <Text size="sm" p="md" pb={0}>
        {t('keys.besidesHint')}
      </Text>
      <Table aria-label={t('keys.besides')} className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('keys.what')}</Table.Th>
            <Table.Th>{t('keys.besidesProtection')}</Table.Th>
            <Table.Th>{t('keys.besidesOnChange')}</Table.Th>
            <Table.Th ta="right">{t('keys.besidesFiles')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {besides.map(({ kind, files, protection, onKeyChange }) => (
            <Table.Tr key={kind}>
              <Table.Td>{word('keptFile', kind)}</Table.Td>
              <Table.Td>{word('protection', protection)}</Table.Td>
              <Table.Td>{word('onKeyChange', onKeyChange)}</Table.Td>
              <Table.Td ta="right">{formatNumber(files)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
