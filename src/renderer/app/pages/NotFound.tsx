import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { t } from '#renderer/ui/text/t.ts';

export function NotFound() {
  return <EmptyState title={t('app.noSuchPage')}>{t('app.noSuchPageHint')}</EmptyState>;
}
