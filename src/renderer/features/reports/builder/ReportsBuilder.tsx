import { useQuery } from '@tanstack/react-query';
import { IconClock, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ReadyReport, ReportContent, SavedReport } from '#shared/features/reports/builder-contract.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { Waiting } from '#renderer/ui/Waiting.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { everything } from '../ScopeFields.tsx';
import { ReportPane } from './ReportPane.tsx';
import classes from './builder.module.css';

/** What is looked at: a report that comes with the application, or one that was kept. */
type Chosen = { kind: 'ready'; report: ReadyReport } | { kind: 'saved'; id: number };

/** Reports that come with the application and those that were kept, one of them open. */
export function ReportsBuilder() {
  const ready = useQuery(rpc.reports.listReadyReports.queryOptions());
  const saved = useQuery(rpc.reports.listReports.queryOptions());
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [changed, setChanged] = useState<ReportContent | null>(null);
  const error = ready.error ?? saved.error;
  if (error !== null) return <FailureAlert sentence={sentenceOfError(error)} />;
  if (ready.data === undefined || saved.data === undefined) return <Waiting />;
  const kept = chosen?.kind === 'saved' ? (saved.data.find(({ id }) => id === chosen.id) ?? null) : null;
  const readyChosen = chosen?.kind === 'ready' ? chosen.report : kept === null ? ready.data[0] : undefined;
  const take = (next: Chosen | null) => {
    setChosen(next);
    setChanged(null);
  };
  const content: ReportContent | null =
    changed ??
    kept?.content ??
    (readyChosen === undefined ? null : { kind: 'ready', report: readyChosen, scope: everything });
  const item = (key: string, label: string, current: boolean, choose: Chosen, mark?: ReactNode) => (
    <li key={key}>
      <button type="button" className={classes['report']} aria-current={current} onClick={() => take(choose)}>
        <span>{label}</span>
        {mark}
      </button>
    </li>
  );
  return (
    <div className={classes['layout']}>
      <Panel title={t('builder.title')}>
        <nav aria-label={t('builder.title')}>
          {saved.data.length === 0 ? null : (
            <div className={classes['group']}>
              <div className={classes['groupTitle']}>{t('builder.savedReports')}</div>
              <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
                {saved.data.map((report) =>
                  item(
                    `saved ${report.id}`,
                    report.name,
                    kept?.id === report.id,
                    { kind: 'saved', id: report.id },
                    marksOf(report),
                  ),
                )}
              </ul>
            </div>
          )}
          <div className={classes['group']}>
            <div className={classes['groupTitle']}>{t('builder.readyReports')}</div>
            <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
              {ready.data.map((report) =>
                item(report, word('readyReport', report), readyChosen === report, { kind: 'ready', report }),
              )}
            </ul>
          </div>
        </nav>
      </Panel>
      {content === null ? null : (
        <ReportPane
          key={kept === null ? readyChosen : `saved ${kept.id} ${kept.version}`}
          title={kept?.name ?? word('readyReport', readyChosen ?? '')}
          content={content}
          change={setChanged}
          report={kept}
          choose={(id) => take(id === null ? null : { kind: 'saved', id })}
        />
      )}
    </div>
  );
}

function marksOf({ shared, planned }: SavedReport): ReactNode {
  return (
    <>
      {planned === null ? null : <IconClock size={14} aria-label={t('builder.planned')} />}
      {shared ? <IconUsers size={14} aria-label={t('views.ofAll')} /> : null}
    </>
  );
}
