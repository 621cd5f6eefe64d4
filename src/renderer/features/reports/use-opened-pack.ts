import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';

/** The audit pack that the application was opened with, until somebody has looked at it. */
export function useOpenedPack(): string | null {
  const may = useMay();
  const query = useQuery(rpc.reports.openedPack.queryOptions({ enabled: may('audit.read') }));
  return query.data?.path ?? null;
}

/** Leads to where packs are checked, once for each that was opened. */
export function useShowOpenedPack(show: () => void): void {
  const path = useOpenedPack();
  const act = useEffectEvent(show);
  useEffect(() => {
    if (path !== null) act();
  }, [path]);
}
