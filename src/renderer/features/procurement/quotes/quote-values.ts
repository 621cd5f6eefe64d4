import { moneyToDecimal, parity } from '#shared/primitives/money.ts';
import type { Quote, QuoteDetails } from '#shared/features/procurement/quote.ts';
import type { Requisition } from '#shared/features/procurement/requisition.ts';
import { moneyOfText, issueOfMoney } from '#renderer/ui/text/money.ts';
import { today } from '#renderer/ui/text/format.ts';
import { issueOfRequired } from '#renderer/ui/text/issues.ts';
import { t } from '#renderer/ui/text/t.ts';

type Rated = number | string;

export interface QuoteValues {
  supplierId: string | null;
  reference: string;
  receivedOn: string | null;
  validUntil: string | null;
  currency: string;
  rate: string;
  deliveryDays: Rated;
  warrantyMonths: Rated;
  supportTerms: string;
  notes: string;
  prices: { lineId: number; price: string }[];
  quality: Rated;
  reliability: Rated;
  support: Rated;
  answers: { criterionId: number; value: Rated }[];
  energy: string;
  supportCost: string;
  licences: string;
  disposal: string;
}

const decimal = (minor: number | undefined, currency: string) =>
  minor === undefined || minor === 0 ? '' : moneyToDecimal({ minor, currency });

/** Millionths as people write a rate. */
const rateText = (micros: number | null | undefined) =>
  micros === null || micros === undefined || micros === parity ? '' : String(micros / parity);

export function valuesOf(quote: Quote | null, requisition: Requisition, currency: string): QuoteValues {
  const priceOf = new Map(quote?.lines.map((line) => [line.requisitionLineId, line.unitPriceMinor]));
  const answerOf = new Map(quote?.answers.map((answer) => [answer.criterionId, answer.value]));
  const own = quote?.currency ?? currency;
  return {
    supplierId: quote === null ? null : String(quote.supplier.id),
    reference: quote?.reference ?? '',
    receivedOn: quote?.receivedOn ?? today(),
    validUntil: quote?.validUntil ?? null,
    currency: own,
    rate: rateText(quote?.rateMicros),
    deliveryDays: quote?.deliveryDays ?? 14,
    warrantyMonths: quote?.warrantyMonths ?? 24,
    supportTerms: quote?.supportTerms ?? '',
    notes: quote?.notes ?? '',
    prices: requisition.lines.map(({ id }) => {
      const minor = priceOf.get(id);
      return { lineId: id, price: minor === undefined ? '' : moneyToDecimal({ minor, currency: own }) };
    }),
    quality: quote?.quality ?? '',
    reliability: quote?.reliability ?? '',
    support: quote?.support ?? '',
    answers: requisition.criteria.map(({ id }) => ({ criterionId: id, value: answerOf.get(id) ?? '' })),
    energy: decimal(quote?.energyMinor, currency),
    supportCost: decimal(quote?.supportMinor, currency),
    licences: decimal(quote?.licencesMinor, currency),
    disposal: decimal(quote?.disposalMinor, currency),
  };
}

const whole = (most: number) => (value: Rated) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most
    ? null
    : t('procurement.issue.whole', { most });

function microsOf(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(plain)) return null;
  const micros = Math.round(Number(plain) * parity);
  return micros > 0 ? micros : null;
}

export const checksOf = (currency: string) => ({
  supplierId: issueOfRequired,
  receivedOn: issueOfRequired,
  rate: (value: string, values: QuoteValues) =>
    values.currency === currency || microsOf(value) !== null ? null : t('procurement.issue.rate'),
  deliveryDays: whole(3650),
  warrantyMonths: whole(240),
  prices: {
    price: (value: string, values: QuoteValues) =>
      moneyOfText(value, values.currency) === null
        ? (issueOfMoney(value, values.currency) ?? t('issue.required'))
        : null,
  },
  energy: (value: string) => issueOfMoney(value, currency),
  supportCost: (value: string) => issueOfMoney(value, currency),
  licences: (value: string) => issueOfMoney(value, currency),
  disposal: (value: string) => issueOfMoney(value, currency),
});

const ratingOf = (value: Rated) => (value === '' ? null : Number(value));

export function detailsOf(values: QuoteValues, currency: string): QuoteDetails {
  const minorOf = (text: string, code: string) => moneyOfText(text, code)?.minor ?? 0;
  return {
    supplierId: Number(values.supplierId),
    reference: values.reference.trim(),
    receivedOn: values.receivedOn ?? today(),
    validUntil: values.validUntil,
    currency: values.currency,
    rateMicros: values.currency === currency ? null : microsOf(values.rate),
    deliveryDays: Number(values.deliveryDays),
    warrantyMonths: Number(values.warrantyMonths),
    supportTerms: values.supportTerms.trim(),
    notes: values.notes.trim() === '' ? null : values.notes.trim(),
    lines: values.prices.map(({ lineId, price }) => ({
      requisitionLineId: lineId,
      unitPriceMinor: minorOf(price, values.currency),
    })),
    quality: ratingOf(values.quality),
    reliability: ratingOf(values.reliability),
    support: ratingOf(values.support),
    answers: values.answers.flatMap(({ criterionId, value }) =>
      value === '' ? [] : [{ criterionId, value: Number(value) }],
    ),
    energyMinor: minorOf(values.energy, currency),
    supportMinor: minorOf(values.supportCost, currency),
    licencesMinor: minorOf(values.licences, currency),
    disposalMinor: minorOf(values.disposal, currency),
  };
}
