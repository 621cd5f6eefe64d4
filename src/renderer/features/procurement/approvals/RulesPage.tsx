import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { ChecklistsPanel } from '../receiving/ChecklistsPanel.tsx';
import { DelegationsPanel } from './DelegationsPanel.tsx';
import { PolicyPanel } from './PolicyPanel.tsx';
import { RulesPanel } from './RulesPanel.tsx';

/** Who approves what, who stands for whom, how firmly what was approved holds, and what is looked at when it comes. */
export function RulesPage() {
  const settings = useQuery(rpc.setup.getSettings.queryOptions());
  const policy = useQuery(rpc.procurement.getPolicy.queryOptions());
  const error = settings.error ?? policy.error;
  if (error !== null) return <FailureAlert sentence={sentenceOfError(error)} retry={() => void policy.refetch()} />;
  if (settings.data === undefined || policy.data === undefined) return <Loader size="sm" m="lg" />;
  const { currency } = settings.data.organisation;
  return (
    <div className={classes['scrolling']} tabIndex={0} role="region" aria-label={t('procurement.rules')}>
      <div className={classes['stack']}>
        <RulesPanel currency={currency} />
        <div className={classes['pair']}>
          <PolicyPanel policy={policy.data} currency={currency} />
          <div className={classes['stack']}>
            <DelegationsPanel />
            <ChecklistsPanel />
          </div>
        </div>
      </div>
    </div>
  );
}
