import { Alert } from '@mantine/core';
import { IconLockExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ruleText } from './rule-text.ts';

/** That an asset does not stand where it has to be kept; nothing when all is well. */
export function KeepingNotice({ assetId }: { assetId: number }) {
  const { data } = useQuery(rpc.security.keepingOf.queryOptions({ input: { assetId } }));
  const broken = data?.rules.filter(({ kept }) => !kept) ?? [];
  if (broken.length === 0) return null;
  return (
    <Alert color="orange" variant="light" py={8} mb="sm" icon={<IconLockExclamation size={18} />}>
      {broken.map((rule) => (
        <div key={rule.id}>
          {t('security.notKeptNotice', { place: rule.place?.name ?? t('security.anySecure'), rule: ruleText(rule) })}
        </div>
      ))}
    </Alert>
  );
}
