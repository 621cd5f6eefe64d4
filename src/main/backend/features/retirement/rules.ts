import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { BlockKind } from '#shared/features/retirement/model.ts';

/**
 * Why the status itself stands in the way of decommissioning; null when it does not. What is lost, stolen or missing is
 * not here to be taken out of service: it stays so, and raises its alarm, until it turns up. What an import brought in
 * as retiring has no record yet and gets one.
 */
export function blockOfStatus(status: AssetStatus, hasRecord: boolean): BlockKind | null {
  switch (status) {
    case 'lost':
    case 'stolen':
    case 'missing':
      return 'gone';
    case 'disposed':
      return 'disposed';
    case 'retiring':
      return hasRecord ? 'retiring' : null;
    case 'ordered':
    case 'in_stock':
    case 'in_preparation':
    case 'in_use':
    case 'on_loan':
    case 'in_maintenance':
      return null;
  }
}
