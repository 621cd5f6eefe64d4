import { moneyToDecimal } from '#shared/primitives/money.ts';
import type {
  ContractDetails,
  ContractKind,
  ContractPeriod,
  SupplyContract,
} from '#shared/features/procurement/supply-contract.ts';
import { mostOfALine } from '#shared/features/procurement/requisition.ts';
import { today } from '#renderer/ui/text/format.ts';
import { moneyOfText } from '#renderer/ui/text/money.ts';
import { issueOfCount, issueOfRequired } from '#renderer/ui/text/issues.ts';
import { t } from '#renderer/ui/text/t.ts';

export interface ContractLineValues {
  key: string;
  description: string;
  quantity: number | string;
  price: string;
  period: ContractPeriod;
}

export interface ContractValues {
  kind: ContractKind;
  title: string;
  supplierId: string | null;
  reference: string;
  currency: string;
  startsOn: string | null;
  endsOn: string | null;
  noticeDays: number | string;
  autoRenew: boolean;
  terms: string;
  lines: ContractLineValues[];
}

export function emptyLine(): ContractLineValues {
  return { key: crypto.randomUUID(), description: '', quantity: 1, price: '', period: 'year' };
}

/** What a contract is begun with: nothing, or what is known of the supplier or order that it is for. */
export interface ContractStart {
  supplierId: number | null;
  orderId: number | null;
}

export function valuesOf(contract: SupplyContract | null, start: ContractStart, currency: string): ContractValues {
  if (contract === null)
    return {
      kind: 'support',
      title: '',
      supplierId: start.supplierId === null ? null : String(start.supplierId),
      reference: '',
      currency,
      startsOn: today(),
      endsOn: null,
      noticeDays: '',
      autoRenew: false,
      terms: '',
      lines: [emptyLine()],
    };
  return {
    kind: contract.kind,
    title: contract.title,
    supplierId: String(contract.supplier.id),
    reference: contract.reference,
    currency: contract.currency,
    startsOn: contract.startsOn,
    endsOn: contract.endsOn,
    noticeDays: contract.noticeDays ?? '',
    autoRenew: contract.autoRenew,
    terms: contract.terms,
    lines: contract.lines.map((line) => ({
      key: String(line.id),
      description: line.description,
      quantity: line.quantity,
      price: moneyToDecimal({ minor: line.unitPriceMinor ?? 0, currency: contract.currency }),
      period: line.period,
    })),
  };
}

export function detailsOf(values: ContractValues, orderId: number | null): ContractDetails {
  return {
    kind: values.kind,
    title: values.title.trim(),
    supplierId: Number(values.supplierId),
    orderId,
    reference: values.reference.trim(),
    currency: values.currency,
    startsOn: values.startsOn ?? today(),
    endsOn: values.endsOn,
    noticeDays: values.noticeDays === '' ? null : Number(values.noticeDays),
    autoRenew: values.autoRenew && values.endsOn !== null,
    terms: values.terms.trim(),
    lines: values.lines.map((line) => ({
      description: line.description.trim(),
      quantity: Number(line.quantity),
      unitPriceMinor: moneyOfText(line.price, values.currency)?.minor ?? 0,
      period: line.period,
    })),
  };
}

export const checks = {
  title: issueOfRequired,
  supplierId: issueOfRequired,
  startsOn: issueOfRequired,
  endsOn: (value: string | null, values: ContractValues) =>
    value !== null && values.startsOn !== null && value < values.startsOn ? t('failure.PERIOD_EMPTY') : null,
  noticeDays: (value: number | string) =>
    value === '' || (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 3650)
      ? null
      : t('procurement.issue.whole', { most: 3650 }),
  lines: {
    description: issueOfRequired,
    quantity: (value: number | string) => issueOfCount(value, mostOfALine),
    price: (value: string, values: ContractValues) =>
      moneyOfText(value, values.currency) === null ? t('issue.required') : null,
  },
};
