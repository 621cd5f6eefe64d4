import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { bareLine, bareRequisition, bareSupplier, quoteFor, signInAs, slowHook } from '#tests/support/procurement.ts';

let desk: TestDesk;
let clerk: Client;
let buyer: Client;
let requesterId: number;
let suppliers: number[];

beforeAll(async () => {
  desk = await openReadyDesk();
  requesterId = (await desk.client.people.create(barePerson)).id;
  clerk = await signInAs(desk, 'clerk', ['desk_operator']);
  buyer = await signInAs(desk, 'buyer', ['procurement']);
  suppliers = [];
  for (const name of ['Alpha', 'Beta', 'Gamma'])
    suppliers.push((await buyer.suppliers.create({ ...bareSupplier, name })).id);
}, slowHook);
afterAll(async () => desk.close());

const memory = {
  id: null,
  kind: 'must' as const,
  text: 'Memory',
  target: '32 GB',
  weight: 1,
  regulation: '',
};
const noise = { ...memory, kind: 'weighted' as const, text: 'Noise', target: 'below 25 dB', weight: 3 };

let requisitionId: number;
let lineIds: number[];
let criteria: number[];

beforeEach(async () => {
  const { id } = await clerk.procurement.createRequisition({
    ...bareRequisition,
    requesterId,
    lines: [
      { ...bareLine, quantity: 10 },
      { ...bareLine, categoryId: 2, quantity: 2 },
    ],
  });
  requisitionId = id;
  await clerk.procurement.specify({ id, version: 1, criteria: [memory, noise] });
  await clerk.procurement.submitRequisition({ id, version: 2 });
  const requisition = await buyer.procurement.getRequisition({ id });
  lineIds = requisition.lines.map((line) => line.id);
  criteria = requisition.criteria.map((each) => each.id);
});

const [alpha, beta, gamma] = [0, 1, 2].map((index) => () => suppliers[index] ?? 0) as [
  () => number,
  () => number,
  () => number,
];
const answers = (must: number, weighted: number) => [
  { criterionId: criteria[0] ?? 0, value: must },
  { criterionId: criteria[1] ?? 0, value: weighted },
];

describe('a specification', () => {
  it('[P2] holds musts and weighted criteria, and known ones keep the answers of quotes', async () => {
    const quote = { ...quoteFor(alpha(), lineIds, 100_000), answers: answers(10, 6), requisitionId };
    await buyer.procurement.addQuote(quote);
    const { criteria: before, version } = await buyer.procurement.getRequisition({ id: requisitionId });
    const kept = before.filter(({ kind }) => kind === 'weighted').map((each) => ({ ...each, target: 'below 20 dB' }));
    await buyer.procurement.specify({ id: requisitionId, version, criteria: kept });
    const { quotes } = await buyer.procurement.compareQuotes({ requisitionId });
    expect(quotes[0]?.answers).toEqual([{ criterionId: criteria[1], value: 6 }]);
  });

  it('[P2] is a template for the next one of its category', async () => {
    await buyer.procurement.saveCriteriaTemplate({ name: 'Laptop', categoryId: 1, criteria: [memory] });
    await buyer.procurement.saveCriteriaTemplate({ name: 'Laptop', categoryId: 1, criteria: [memory, noise] });
    expect(await clerk.procurement.listCriteriaTemplates()).toMatchObject([
      { name: 'Laptop', category: { id: 1 }, criteria: [{ text: 'Memory' }, { text: 'Noise' }] },
    ]);
  });

  it('[P2] is asked for before quotes are, where the policy says so', async () => {
    const { id } = await clerk.procurement.createRequisition({ ...bareRequisition, requesterId });
    await clerk.procurement.submitRequisition({ id, version: 1 });
    const ask = { requisitionId: id, supplierIds: [alpha(), beta(), alpha()], answerBy: '2026-12-05' };
    await expect(buyer.procurement.requestQuotes(ask)).rejects.toMatchObject({ code: 'SPECIFICATION_MISSING' });
    await buyer.procurement.specify({ id, version: 2, criteria: [memory] });
    const asked = await buyer.procurement.requestQuotes(ask);
    expect(asked.map(({ number }) => number)).toEqual(['RFQ-2026-0001', 'RFQ-2026-0002']);
    expect(await buyer.procurement.requestQuotes(ask)).toEqual(asked);
    expect((await buyer.procurement.compareQuotes({ requisitionId: id })).requests).toHaveLength(2);
  });
});

describe('quotes', () => {
  it('[P3] stand side by side in one currency, scored by weights, with the winner that follows', async () => {
    await buyer.procurement.addQuote({
      ...quoteFor(alpha(), lineIds, 100_000),
      answers: answers(10, 5),
      requisitionId,
    });
    await buyer.procurement.addQuote({
      ...quoteFor(beta(), lineIds, 105_000),
      currency: 'USD',
      rateMicros: 900_000,
      answers: answers(10, 5),
      requisitionId,
    });
    await buyer.procurement.addQuote({ ...quoteFor(gamma(), lineIds, 10_000), answers: answers(0, 10), requisitionId });
    const seen = await buyer.procurement.compareQuotes({ requisitionId });
    expect(seen.quotes.map(({ totalOwn }) => totalOwn)).toEqual(
      [1_200_000, 1_134_000, 120_000].map((minor) => ({ minor, currency: 'EUR' })),
    );
    const [first, , last] = seen.scores;
    expect(seen.winnerId).toBe(seen.quotes[1]?.id);
    expect(first?.factors).toMatchObject({ price: 10, quality: 5 });
    expect(last).toMatchObject({ quoteId: seen.quotes[2]?.id, excluded: 'MUST_NOT_MET' });
  });

  it('[P3] past their validity compete no more', async () => {
    const quote = { ...quoteFor(alpha(), lineIds, 100_000), answers: answers(10, 5), requisitionId };
    await buyer.procurement.addQuote({ ...quote, validUntil: '2026-11-23' });
    const seen = await buyer.procurement.compareQuotes({ requisitionId });
    expect(seen.scores[0]?.excluded).toBe('EXPIRED');
    expect(seen.winnerId).toBeNull();
  });

  it('[P3] weights are set anew when they sum up to a hundred, and the cost of the life with them', async () => {
    await buyer.procurement.addQuote({
      ...quoteFor(alpha(), lineIds, 100_000),
      energyMinor: 1000,
      disposalMinor: 500,
      requisitionId,
    });
    const weights = { price: 50, delivery: 10, quality: 20, reliability: 10, support: 5, warranty: 5 };
    await expect(
      buyer.procurement.weighFactors({ requisitionId, weights: { ...weights, price: 49 }, lifeYears: 3 }),
    ).rejects.toMatchObject({ code: 'WEIGHTS_NOT_HUNDRED', data: { sum: 99 } });
    await buyer.procurement.weighFactors({ requisitionId, weights, lifeYears: 3 });
    const seen = await buyer.procurement.compareQuotes({ requisitionId });
    expect(seen.weights).toEqual(weights);
    expect(seen.quotes[0]?.lifeCost.minor).toBe(1_200_000 + 3 * 1000 + 500);
  });

  it('[P3] of which a line is missing, without a rate, or in no known currency are refused', async () => {
    const quote = { ...quoteFor(alpha(), lineIds, 100_000), requisitionId };
    const refused = [
      [{ ...quote, lines: quote.lines.slice(1) }, 'QUOTE_INCOMPLETE'],
      [{ ...quote, currency: 'USD' }, 'RATE_MISSING'],
      [{ ...quote, currency: 'XQX', rateMicros: 1 }, 'CURRENCY_UNKNOWN'],
      [{ ...quote, lines: quote.lines.map((line) => ({ ...line, unitPriceMinor: -1 })) }, 'INVALID_INPUT'],
    ] as const;
    for (const [input, code] of refused)
      await expect(buyer.procurement.addQuote(input), code).rejects.toMatchObject({ code });
    expect((await buyer.procurement.compareQuotes({ requisitionId })).quotes).toEqual([]);
  });

  it('[P3] are changed by one person at a time, withdrawn with a reason, and seen by whom costs are shown', async () => {
    const { id } = await buyer.procurement.addQuote({ ...quoteFor(alpha(), lineIds, 100_000), requisitionId });
    const changed = { ...quoteFor(alpha(), lineIds, 90_000), id };
    await buyer.procurement.changeQuote({ ...changed, version: 1 });
    await expect(buyer.procurement.changeQuote({ ...changed, version: 1 })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    await expect(clerk.procurement.compareQuotes({ requisitionId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await buyer.procurement.withdrawQuote({ id, version: 2, reason: 'Sold out' });
    expect((await buyer.procurement.compareQuotes({ requisitionId })).quotes).toEqual([]);
  });
});
