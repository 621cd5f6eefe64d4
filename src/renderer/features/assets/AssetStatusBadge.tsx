import type { AssetStatus } from '#shared/features/assets/status.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { word } from '#renderer/ui/text/t.ts';
import { statusLook } from './status-look.ts';

export function AssetStatusBadge({ status }: { status: AssetStatus }) {
  const { tone, icon } = statusLook[status];
  return <StatusBadge tone={tone} icon={icon} label={word('status', status)} />;
}
