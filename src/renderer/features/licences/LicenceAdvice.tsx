import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** Free seats and those that could be taken back, beside what somebody wants to buy. */
export function LicenceAdvice({ words }: { words: string }) {
  const [settled] = useDebouncedValue(words.trim().slice(0, 500), 200);
  const found = useQuery(
    rpc.licences.adviseRequest.queryOptions({
      input: { words: settled },
      enabled: settled !== '',
      placeholderData: keepPreviousData,
    }),
  ).data;
  if (settled === '' || found === undefined || found.length === 0) return null;
  return (
    <Panel title={t('licences.advice')}>
      {found.map(({ product, free, unlimited, reclaimable, waiting, shortfall }) => (
        <div key={product.id}>
          <EntityLink href={hrefTo(`/licences/${product.id}`)}>{product.name}</EntityLink>
          <Text size="sm" c="dimmed">
            {[
              unlimited
                ? t('licences.adviceUnlimited')
                : free > 0
                  ? t('licences.adviceFree', { count: free })
                  : reclaimable > 0
                    ? t('licences.adviceReclaim', { count: reclaimable })
                    : t('licences.adviceBuy'),
              shortfall > 0 ? t('licences.adviceShort', { count: shortfall }) : '',
              waiting > 0 ? t('licences.adviceWaiting', { count: waiting }) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
      ))}
    </Panel>
  );
}
