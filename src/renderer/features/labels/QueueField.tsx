import { Autocomplete } from '@mantine/core';
import type { AutocompleteProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfCode } from '#renderer/rpc/failure.ts';
import { t } from '#renderer/ui/text/t.ts';

/** A printer of this computer's system; its name can also be typed where the system lists none. */
export function QueueField(props: AutocompleteProps) {
  const query = useQuery(rpc.labels.systemQueues.queryOptions());
  const { queues = [], problem = null } = query.data ?? {};
  const none = query.isSuccess && problem === null && queues.length === 0;
  const description =
    problem !== null
      ? sentenceOfCode('printerFault', problem, {})
      : none
        ? t('printers.noQueues')
        : t('printers.queueHint');
  return (
    <Autocomplete
      label={t('printers.queue')}
      description={description}
      withAsterisk
      data={queues.map(({ name }) => name)}
      {...props}
    />
  );
}
