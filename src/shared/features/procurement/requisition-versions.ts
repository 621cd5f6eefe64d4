import type { RequisitionDetails } from './requisition.ts';
import { versionsSideBySide } from './versions.ts';
import type { VersionRow } from './versions.ts';

const facts = ['requesterId', 'departmentId', 'costCentreId', 'reason', 'neededBy', 'notes'] as const;
const factsOfLine = ['categoryId', 'modelId', 'description', 'quantity', 'mustHaves', 'estimateMinor'] as const;

/** Lines are written anew with every change and have nothing but their order to be told apart by. */
const contentOf = ({ lines, ...details }: RequisitionDetails) => ({
  ...details,
  lines: lines.map(({ estimate, ...line }, index) => ({ ...line, id: index + 1, estimateMinor: estimate?.minor })),
});

/** Two versions of a need side by side. */
export function requisitionSideBySide(one: RequisitionDetails, other: RequisitionDetails): VersionRow[] {
  return versionsSideBySide(contentOf(one), contentOf(other), facts, factsOfLine);
}
