import { useMay } from '#renderer/features/auth/session.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { PageTabs } from '#renderer/ui/PageTabs.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { DepreciationTab } from '#renderer/features/depreciation/DepreciationTab.tsx';
import { ReconciliationTab } from '#renderer/features/reconciliation/ReconciliationTab.tsx';
import { ReportsBuilder } from './builder/ReportsBuilder.tsx';
import { AuditPack } from './AuditPack.tsx';
import { JournalBrowser } from './JournalBrowser.tsx';
import { VerifyPack } from './VerifyPack.tsx';

export function ReportsPage({ tab, choose }: { tab: string | null; choose: (tab: string) => void }) {
  const may = useMay();
  const tabs = [
    ...(may('export.run') ? [{ value: 'reports', label: t('builder.title'), content: <ReportsBuilder /> }] : []),
    ...(may('asset.cost.view')
      ? [{ value: 'depreciation', label: t('depreciation.tab'), content: <DepreciationTab /> }]
      : []),
    ...(may('auditpack.make') ? [{ value: 'pack', label: t('reports.pack'), content: <AuditPack /> }] : []),
    ...(may('audit.read')
      ? [
          { value: 'verify', label: t('reports.verifyPack'), content: <VerifyPack /> },
          { value: 'journal', label: t('reports.journal'), content: <JournalBrowser /> },
        ]
      : []),
    ...(may('import.run')
      ? [{ value: 'reconciliation', label: t('reconciliation.title'), content: <ReconciliationTab /> }]
      : []),
  ];
  return (
    <Page title={t('nav.reports')} wide>
      <PageTabs tabs={tabs} tab={tab} choose={choose} />
    </Page>
  );
}
