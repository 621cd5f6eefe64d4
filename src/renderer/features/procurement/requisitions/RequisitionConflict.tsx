import { useQuery } from '@tanstack/react-query';
import { isWorded } from '#shared/features/procurement/requisition.ts';
import type { Requisition, RequisitionDetails } from '#shared/features/procurement/requisition.ts';
import { requisitionSideBySide } from '#shared/features/procurement/requisition-versions.ts';
import {
  useCategories,
  useCostCentreChoices,
  useDepartmentChoices,
  useModels,
} from '#renderer/features/assets/use-register-choices.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { formatFact, formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { ConflictNotice } from '../ConflictNotice.tsx';
import { SideBySide } from '../SideBySide.tsx';
import { detailsOf, valuesOf } from './requisition-values.ts';

interface RequisitionConflictProps {
  /** The need as somebody else left it. */
  theirs: Requisition;
  /** What is typed and not saved. */
  mine: RequisitionDetails;
  currency: string;
  busy: boolean;
  takeTheirs: () => void;
  keepMine: () => void;
}

/** Somebody else changed the need while it was worded here: both versions, and the choice between them. */
export function RequisitionConflict(props: RequisitionConflictProps) {
  const { theirs, mine, currency, busy, takeTheirs, keepMine } = props;
  const readable = useReadable(currency, theirs, mine);
  const worded = isWorded(theirs.state);
  return (
    <ConflictNotice
      title={t('procurement.needChangedMeanwhile')}
      hint={
        worded
          ? t('procurement.needChangedHint')
          : t('procurement.needLeftHint', { state: word('requisitionState', theirs.state) })
      }
      busy={busy}
      takeTheirs={takeTheirs}
      keepMine={worded ? keepMine : null}
    >
      <SideBySide
        label={t('procurement.needChangedMeanwhile')}
        headings={[t('procurement.storedNow'), t('procurement.yours')]}
        rows={requisitionSideBySide(detailsOf(valuesOf(theirs), currency), mine).filter(({ differs }) => differs)}
        nameOf={(field) => word('requisitionField', field)}
        readable={readable}
      />
    </ConflictNotice>
  );
}

function useReadable(
  currency: string,
  { requester }: Requisition,
  { requesterId }: RequisitionDetails,
): (field: string, value: string | null) => string {
  const categories = useCategories();
  const models = useModels();
  const departments = useDepartmentChoices();
  const costCentres = useCostCentreChoices();
  const other = useQuery(
    rpc.people.get.queryOptions({ input: { id: requesterId }, enabled: requesterId !== requester.id }),
  ).data;
  const people = other === undefined ? [requester] : [requester, other];
  const named = (rows: readonly { id: number; name: string }[] | undefined, value: string) =>
    rows?.find(({ id }) => String(id) === value)?.name ?? '…';
  const chosen = (choices: readonly { value: string; label: string }[], value: string) =>
    choices.find((choice) => choice.value === value)?.label ?? '…';
  return (field, value) => {
    if (value === null) return '–';
    switch (field) {
      case 'requesterId':
        return named(people, value);
      case 'departmentId':
        return chosen(departments, value);
      case 'costCentreId':
        return chosen(costCentres, value);
      case 'categoryId':
        return named(categories, value);
      case 'modelId':
        return named(models, value);
      case 'quantity':
        return formatNumber(Number(value));
      case 'estimateMinor':
        return formatMoney({ minor: Number(value), currency });
      default:
        return formatFact(value);
    }
  };
}
