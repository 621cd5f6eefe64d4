import { Button, Indicator } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { t } from '#renderer/ui/text/t.ts';

/** A reminder comes by the clock, and no change tells of it. Milliseconds. */
const askAgain = 10 * 60_000;

/** Reminds an approver, whatever page is open, of what waits for him; more loudly once the policy's days are over. */
export function ApprovalsIndicator() {
  const decides = useMay()('request.approve');
  const proposals = useQuery(
    rpc.procurement.listProposals.queryOptions({ input: {}, enabled: decides, refetchInterval: askAgain }),
  ).data;
  const mine = proposals?.filter(({ mayDecide }) => mayDecide) ?? [];
  if (!decides || mine.length === 0) return null;
  const late = mine.filter(({ reminded }) => reminded).length;
  return (
    <Indicator disabled={late === 0} color="red" size={9} offset={3}>
      <Button
        component="a"
        href={hrefTo('/acquire', { tab: 'approvals' })}
        variant="subtle"
        color={late === 0 ? 'gray' : 'red'}
        size="compact-md"
        leftSection={<IconGavel size={17} />}
      >
        {late === 0
          ? t('procurement.toDecide', { count: mine.length })
          : t('procurement.toDecideLate', { count: mine.length, late })}
      </Button>
    </Indicator>
  );
}
