import { useNavigate, useSearch } from '@tanstack/react-router';
import { LoansPage } from '#renderer/features/loans/LoansPage.tsx';

export function LoansRoute() {
  const { tab } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <LoansPage
      tab={tab ?? null}
      choose={(next) => void navigate({ to: '/loans', search: { tab: next }, replace: true })}
    />
  );
}
