import type { Entitlement, EntitlementDetails, TermPeriod } from '#shared/features/licences/entitlement.ts';
import { mostRights } from '#shared/features/licences/entitlement.ts';
import type { CoreRule, Metric, RightKind } from '#shared/features/software/metric.ts';
import { moneyToDecimal } from '#shared/primitives/money.ts';
import { today } from '#renderer/ui/text/format.ts';
import { issueOfCount, issueOfRequired } from '#renderer/ui/text/issues.ts';
import { issueOfMoney, moneyOfText } from '#renderer/ui/text/money.ts';
import { t } from '#renderer/ui/text/t.ts';

export interface EntitlementValues {
  productId: string | null;
  reference: string;
  metric: Metric;
  kind: RightKind;
  unlimited: boolean;
  quantity: number | string;
  unitsPerPack: number | string;
  startsOn: string | null;
  endsOn: string | null;
  cost: string;
  period: TermPeriod;
  currency: string;
  noticeDays: number | string;
  autoRenew: boolean;
  maintenanceFrom: string | null;
  maintenanceUntil: string | null;
  downgrade: boolean;
  upgradesFromId: string | null;
  siteId: string | null;
  departmentId: string | null;
  secondaryUse: number | string;
  installsPerRight: number | string;
  coreRule: CoreRule;
  corePack: number | string;
  supplierId: string | null;
  contractId: string | null;
  orderNumber: string;
  purchasedOn: string | null;
  terms: string;
  deviceTags: string;
  assetId: string | null;
  costCentreId: number | null;
}

const keyOf = (id: number | null): string | null => (id === null ? null : String(id));
const idOf = (key: string | null): number | null => (key === null ? null : Number(key));

export function valuesOf(
  entitlement: Entitlement | null,
  productId: number | null,
  currency: string,
): EntitlementValues {
  const term = entitlement?.termsOf[0];
  const money = entitlement?.currency ?? currency;
  return {
    productId: keyOf(entitlement?.productId ?? productId),
    reference: entitlement?.reference ?? '',
    metric: entitlement?.metric ?? 'device',
    kind: entitlement?.kind ?? 'perpetual',
    unlimited: entitlement?.unlimited ?? false,
    quantity: term?.quantity ?? 1,
    unitsPerPack: entitlement?.unitsPerPack ?? 1,
    startsOn: term?.startsOn ?? today(),
    endsOn: term?.endsOn ?? null,
    cost:
      term === undefined || term.costMinor === null ? '' : moneyToDecimal({ minor: term.costMinor, currency: money }),
    period: term?.period ?? 'year',
    currency: money,
    noticeDays: entitlement?.noticeDays ?? '',
    autoRenew: entitlement?.autoRenew ?? false,
    maintenanceFrom: entitlement?.maintenance?.from ?? null,
    maintenanceUntil: entitlement?.maintenance?.until ?? null,
    downgrade: entitlement?.downgrade ?? false,
    upgradesFromId: keyOf(entitlement?.upgradesFromId ?? null),
    siteId: keyOf(entitlement?.siteId ?? null),
    departmentId: keyOf(entitlement?.departmentId ?? null),
    secondaryUse: entitlement?.secondaryUse ?? 0,
    installsPerRight: entitlement?.installsPerRight ?? 0,
    coreRule: entitlement?.coreRule ?? 'plain',
    corePack: entitlement?.corePack ?? 1,
    supplierId: keyOf(entitlement?.supplierId ?? null),
    contractId: keyOf(entitlement?.contractId ?? null),
    orderNumber: entitlement?.orderNumber ?? '',
    purchasedOn: entitlement?.purchasedOn ?? null,
    terms: entitlement?.terms ?? '',
    deviceTags: entitlement?.devices.map(({ tag }) => tag).join(' ') ?? '',
    assetId: keyOf(entitlement?.assetId ?? null),
    costCentreId: entitlement?.costCentreId ?? null,
  };
}

/** @param deviceIds of the tags that were typed. */
export function detailsOf(values: EntitlementValues, deviceIds: number[]): EntitlementDetails {
  const { maintenanceFrom: from, maintenanceUntil: until } = values;
  return {
    productId: Number(values.productId),
    reference: values.reference.trim(),
    metric: values.metric,
    kind: values.kind,
    unlimited: values.unlimited,
    unitsPerPack: values.kind === 'volume' ? Number(values.unitsPerPack) : 1,
    maintenance: from === null || until === null ? null : { from, until },
    downgrade: values.downgrade,
    upgradesFromId: values.kind === 'upgrade' ? idOf(values.upgradesFromId) : null,
    siteId: values.metric === 'site' ? idOf(values.siteId) : null,
    departmentId: idOf(values.departmentId),
    costCentreId: values.costCentreId,
    secondaryUse: values.metric === 'device' ? Number(values.secondaryUse) : 0,
    installsPerRight: values.metric === 'user' || values.metric === 'named_user' ? Number(values.installsPerRight) : 0,
    coreRule: values.metric === 'core' ? values.coreRule : 'plain',
    corePack: values.metric === 'core' ? Number(values.corePack) : 1,
    noticeDays: values.noticeDays === '' ? null : Number(values.noticeDays),
    autoRenew: values.autoRenew && values.endsOn !== null,
    supplierId: idOf(values.supplierId),
    contractId: idOf(values.contractId),
    orderNumber: values.orderNumber.trim(),
    purchasedOn: values.purchasedOn,
    currency: values.currency,
    terms: values.terms.trim(),
    deviceIds: values.kind === 'oem' ? deviceIds : [],
    assetId: idOf(values.assetId),
    term: {
      startsOn: values.startsOn ?? today(),
      endsOn: values.endsOn,
      quantity: values.unlimited ? 0 : Number(values.quantity),
      costMinor: moneyOfText(values.cost, values.currency)?.minor ?? 0,
      period: values.period,
    },
  };
}

const whole = (value: number | string, least: number, most: number): string | null =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most ? null : t('issue.count', { most });

export const checks = {
  productId: issueOfRequired,
  reference: issueOfRequired,
  startsOn: issueOfRequired,
  quantity: (value: number | string, values: EntitlementValues) =>
    values.unlimited ? null : issueOfCount(value, mostRights),
  unitsPerPack: (value: number | string, values: EntitlementValues) =>
    values.kind === 'volume' ? issueOfCount(value, 100_000) : null,
  endsOn: (value: string | null, values: EntitlementValues) =>
    value !== null && values.startsOn !== null && value < values.startsOn ? t('failure.PERIOD_EMPTY') : null,
  maintenanceUntil: (value: string | null, values: EntitlementValues) =>
    (value === null) !== (values.maintenanceFrom === null)
      ? t('issue.required')
      : value !== null && value < (values.maintenanceFrom ?? '')
        ? t('failure.PERIOD_EMPTY')
        : null,
  cost: (value: string, values: EntitlementValues) => issueOfMoney(value, values.currency),
  noticeDays: (value: number | string) => (value === '' ? null : whole(value, 0, 3650)),
  secondaryUse: (value: number | string) => whole(value, 0, 10),
  installsPerRight: (value: number | string) => whole(value, 0, 100),
  corePack: (value: number | string) => whole(value, 1, 64),
  upgradesFromId: (value: string | null, values: EntitlementValues) =>
    values.kind === 'upgrade' ? issueOfRequired(value) : null,
  siteId: (value: string | null, values: EntitlementValues) =>
    values.metric === 'site' ? issueOfRequired(value) : null,
};
