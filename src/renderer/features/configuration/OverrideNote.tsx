import { Alert } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Override } from '#shared/features/configuration/model.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** That an asset was let go with open steps is told on its page until they are done. */
export function OverrideNote({ assetId }: { assetId: number }) {
  const overrides = useQuery(rpc.configuration.ofAsset.queryOptions({ input: { assetId } })).data?.overrides ?? [];
  return overrides.map((override) => <Told key={override.id} override={override} />);
}

function Told({ override: { reason, steps, givenAt, givenBy, used } }: { override: Override }) {
  const facts = { by: givenBy, at: formatInstant(givenAt), reason };
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconLockOpen size={18} />}
      mb="md"
      title={t(used ? 'configuration.overrideUsed' : 'configuration.overrideWaits')}
    >
      {t('configuration.overrideBy', facts)} {t('configuration.stillOpen', { steps: steps.join(', ') })}
    </Alert>
  );
}
