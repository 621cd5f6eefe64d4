import { useNavigate, useSearch } from '@tanstack/react-router';
import { PrintLabelsButton } from '#renderer/features/labels/PrintLabelsButton.tsx';
import { ExportMenu } from '#renderer/features/spreadsheets/ExportMenu.tsx';
import { LoansPage } from '#renderer/features/loans/LoansPage.tsx';

export function LoansRoute() {
  const { tab } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <LoansPage
      tab={tab ?? null}
      dueActions={(withinDays, words) => (
        <ExportMenu list={{ list: 'loans', filter: { withinDays }, words: [words] }} />
      )}
      choose={(next) => void navigate({ to: '/loans', search: { tab: next }, replace: true })}
      kitActions={(ids, of) => (
        <PrintLabelsButton kind="kit" ids={ids} of={of} compact openLabels={() => void navigate({ to: '/labels' })} />
      )}
    />
  );
}
