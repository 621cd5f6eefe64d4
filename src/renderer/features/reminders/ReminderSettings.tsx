import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FeedPanel } from './FeedPanel.tsx';
import { MailServerPanel } from './MailServerPanel.tsx';
import classes from './reminders.module.css';
import { RulesPanel } from './RulesPanel.tsx';

/** When who is reminded of what, and on which ways. */
export function ReminderSettings() {
  const query = useQuery(rpc.reminders.getRules.queryOptions());
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" />;
  const { rules, version, mail } = query.data;
  return (
    <div className={classes['settings']}>
      <RulesPanel key={version} rules={rules} version={version} />
      <MailServerPanel key={JSON.stringify(mail)} settings={query.data} />
      <FeedPanel settings={query.data} />
    </div>
  );
}
