import { Code, Table, Text } from '@mantine/core';
import type { KeysOverview } from '#shared/features/keys/model.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { findText, t } from '#renderer/ui/text/t.ts';

/** The register of what lies sealed under keys made from the data key, beside the encryption of the whole file. */
export function SealedPanel({ overview }: { overview: KeysOverview }) {
  return (
    <Panel title={t('keys.sealed')} flush>
      <Text size="sm" p="md" pb={0}>
        {t('keys.sealedHint')}
      </Text>
      <Table aria-label={t('keys.sealed')} className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('keys.what')}</Table.Th>
            <Table.Th ta="right">{t('keys.values')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {overview.sealed.map(({ place, values }) => (
            <Table.Tr key={place}>
              <Table.Td>
                <Text size="sm">{findText(`sealedPlace.${place}`) ?? place}</Text>
                <Code style={{ overflowWrap: 'anywhere' }}>{place}</Code>
              </Table.Td>
              <Table.Td ta="right">{formatNumber(values)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
