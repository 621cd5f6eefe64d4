import { Group, List, Stack, Text } from '@mantine/core';
import type { PreviewReport } from '#shared/features/spreadsheets/contract.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { FirstRows } from './FirstRows.tsx';
import { ProblemTable } from './ProblemTable.tsx';
import { RowOutcomes } from './RowOutcomes.tsx';

function Figure({ count, label, color }: { count: number; label: string; color?: string }) {
  return (
    <div>
      <Text
        fz={28}
        lh="34px"
        fw={650}
        className="numbers"
        style={color === undefined || count === 0 ? undefined : { color }}
      >
        {formatNumber(count)}
      </Text>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
    </div>
  );
}

function WillCreate({ names }: { names: PreviewReport['willCreate'] }) {
  const kinds = Object.entries(names).filter(([, list]) => list.length > 0);
  if (kinds.length === 0) return null;
  return (
    <Panel title={t('import.willCreate')}>
      <List size="sm" spacing={4}>
        {kinds.map(([kind, list]) => (
          <List.Item key={kind}>
            <strong>{word('willCreate', kind)}</strong> ({formatNumber(list.length)}): {list.slice(0, 12).join(', ')}
            {list.length > 12 ? ' …' : ''}
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}

export function PreviewReportView({ report }: { report: PreviewReport }) {
  return (
    <Stack gap="md">
      <Panel title={t('import.previewTitle')}>
        <Group gap={48} role="status">
          <Figure count={report.rows} label={t('import.rowsInFile')} />
          <Figure count={report.counts.new} label={t('import.added')} color="var(--qm-good)" />
          <Figure count={report.counts.changed} label={t('import.changed')} color="var(--qm-good)" />
          {report.counts.unchanged > 0 ? (
            <Figure count={report.counts.unchanged} label={t('import.unchanged')} />
          ) : null}
          <Figure count={report.rejected} label={t('import.rejected')} color="var(--qm-bad)" />
          <Figure count={report.oddityCount} label={t('import.oddities')} color="var(--qm-warn)" />
        </Group>
      </Panel>
      {report.problems.length > 0 ? <ProblemTable title={t('import.problems')} problems={report.problems} /> : null}
      {report.counts.changed + report.counts.unchanged > 0 ? <RowOutcomes report={report} /> : null}
      <WillCreate names={report.willCreate} />
      {report.oddities.length > 0 ? (
        <ProblemTable
          title={t('import.odditiesTitle', { shown: report.oddities.length, count: report.oddityCount })}
          problems={report.oddities}
        />
      ) : null}
      <FirstRows rows={report.firstRows} />
    </Stack>
  );
}
