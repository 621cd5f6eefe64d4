import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { PlanTable } from './PlansPanel.tsx';
import { ProtectedTable } from './ProtectedPanel.tsx';

/** What of an asset, or of a service that runs on it, is backed up, and the plans by which it comes back. */
export function AssetRecovery({ assetId }: { assetId: number }) {
  const items = useQuery(rpc.recovery.listItems.queryOptions({ input: { assetId } })).data ?? [];
  const plans = useQuery(rpc.recovery.listPlans.queryOptions({ input: { assetId } })).data ?? [];
  return (
    <>
      {items.length === 0 ? null : (
        <Panel title={t('recovery.protected')} flush>
          <ProtectedTable items={items} />
        </Panel>
      )}
      {plans.length === 0 ? null : (
        <Panel title={t('recovery.plans')} flush>
          <PlanTable plans={plans} />
        </Panel>
      )}
    </>
  );
}
