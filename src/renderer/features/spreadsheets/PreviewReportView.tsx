import { Button, Group, Stack, Text } from '@mantine/core';
import { memo, useState } from 'react';
import type { CellRepair, PreviewReport } from '#shared/features/spreadsheets/contract.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ColumnQuestions } from './ColumnQuestions.tsx';
import { withQuestions, withRepairs } from './import-state.ts';
import type { Draft } from './import-state.ts';
import { FirstRows } from './FirstRows.tsx';
import { NewNames } from './NewNames.tsx';
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

/** Questions that only the columns as they are mapped now raise; answered, the file is checked again. */
function OpenQuestions({ report, draft, busy, decide }: Omit<PreviewReportViewProps, 'change'>) {
  const [answered, setAnswered] = useState(() => withQuestions(draft, report.questions));
  if (report.questions.length === 0) return null;
  const open = report.questions.some(({ column }) => answered.answers[String(column)] === undefined);
  return (
    <>
      <ColumnQuestions draft={answered} change={setAnswered} asked={report.questions} />
      <Group>
        <Button size="xs" disabled={open} loading={busy} onClick={() => decide(answered)}>
          {t('import.checkAgain')}
        </Button>
      </Group>
    </>
  );
}

interface PreviewReportViewProps {
  report: PreviewReport;
  draft: Draft;
  busy: boolean;
  change: (draft: Draft) => void;
  /** Something is decided differently, and the file checked again. */
  decide: (draft: Draft) => void;
}

/** Remembered: it may hold hundreds of names to be answered, and the buttons below it change while it does not. */
export const PreviewReportView = memo(function PreviewReportView(props: PreviewReportViewProps) {
  const { report, draft, busy, change, decide } = props;
  const mend = (repairs: readonly CellRepair[]) => decide(withRepairs(draft, repairs));
  return (
    <Stack gap="md">
      <OpenQuestions report={report} draft={draft} busy={busy} decide={decide} />
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
      {report.problems.length > 0 ? (
        <ProblemTable title={t('import.problems')} problems={report.problems} busy={busy} mend={mend} />
      ) : null}
      {report.counts.changed + report.counts.unchanged > 0 ? <RowOutcomes report={report} /> : null}
      <NewNames names={report.willCreate} draft={draft} busy={busy} change={change} decide={decide} />
      {report.oddities.length > 0 ? (
        <ProblemTable
          title={t('import.odditiesTitle', { shown: report.oddities.length, count: report.oddityCount })}
          problems={report.oddities}
          busy={busy}
          mend={mend}
        />
      ) : null}
      <FirstRows rows={report.firstRows} />
    </Stack>
  );
});
