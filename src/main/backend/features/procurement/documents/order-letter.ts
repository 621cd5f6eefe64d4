import type { Letter } from '#backend/kernel/documents/document.ts';
import { orderNumber, totalsOf } from '#shared/features/procurement/order.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { readLines } from '../orders/lines.ts';
import { getOrderRow } from '../orders/repository.ts';
import { partiesOf } from './parties.ts';
import { nameOfThing } from './need-parts.ts';
import { knownFacts } from './words.ts';
import type { Words } from './words.ts';

/** A purchase order as it goes to the supplier. */
export async function orderLetter(db: Db, id: number, now: string, words: Words): Promise<Letter> {
  const { say, day } = words;
  const row = await getOrderRow(db, id);
  const { sender, recipient } = await partiesOf(db, row.supplier_id);
  const lines = await readLines(db, id);
  const totals = totalsOf(lines, row.freight_minor);
  const place =
    row.delivery_place_id === null
      ? null
      : await db.selectFrom('place').select('name').where('id', '=', row.delivery_place_id).executeTakeFirst();
  const number = orderNumber(row.year, row.number);
  const { currency } = row;
  const amount = (minor: number) => words.amount(minor, currency);
  const money = (minor: number) => words.money(minor, currency);
  return {
    title: say('order', { number }),
    sender,
    recipient,
    facts: knownFacts(words, [
      ['number', number],
      ['revision', words.number(row.revision)],
      ['date', day(dayOf(row.sent_at ?? now))],
      ['expectedOn', row.expected_on === null ? null : day(row.expected_on)],
      ['deliveryPlace', place?.name ?? null],
      ['deliveryAddress', row.delivery_address],
    ]),
    parts: [
      { kind: 'paragraph', text: say('orderIntro') },
      {
        kind: 'table',
        columns: [
          { heading: say('position'), share: 7, align: 'left' },
          { heading: say('item'), share: 39, align: 'left' },
          { heading: say('quantity'), share: 11, align: 'right' },
          { heading: say('unitPriceIn', { currency }), share: 17, align: 'right' },
          { heading: say('tax'), share: 9, align: 'right' },
          { heading: say('netIn', { currency }), share: 17, align: 'right' },
        ],
        rows: lines.map((line, index) => [
          String(index + 1),
          nameOfThing(line),
          words.number(line.quantity),
          amount(line.unitPriceMinor),
          `${words.number(line.taxBasisPoints / 100)}\u00A0%`,
          amount(line.unitPriceMinor * line.quantity),
        ]),
        totals: [
          { label: say('net'), value: money(totals.netMinor) },
          { label: say('freight'), value: money(totals.freightMinor) },
          { label: say('tax'), value: money(totals.taxMinor) },
          { label: say('gross'), value: money(totals.grossMinor) },
        ],
      },
      ...(row.terms === ''
        ? []
        : [
            { kind: 'heading' as const, text: say('terms') },
            { kind: 'paragraph' as const, text: row.terms },
          ]),
      { kind: 'paragraph', text: say('orderClosing', { number }) },
    ],
  };
}
