import type { Letter } from '#backend/kernel/documents/document.ts';
import { orderNumber, totalsOf } from '#shared/features/procurement/order.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { readLines } from '../orders/lines.ts';
import { getOrderRow } from '../orders/repository.ts';
import { partiesOf } from './parties.ts';
import { amount, knownFacts, say } from './words.ts';

/** A purchase order as it goes to the supplier. */
export async function orderLetter(db: Db, id: number, now: string): Promise<Letter> {
  const row = await getOrderRow(db, id);
  const { sender, recipient } = await partiesOf(db, row.supplier_id);
  const lines = await readLines(db, id);
  const totals = totalsOf(lines, row.freight_minor);
  const place =
    row.delivery_place_id === null
      ? null
      : await db.selectFrom('place').select('name').where('id', '=', row.delivery_place_id).executeTakeFirst();
  const number = orderNumber(row.year, row.number);
  const money = (minor: number) => amount(minor, row.currency);
  return {
    title: say('order', { number }),
    sender,
    recipient,
    facts: knownFacts([
      ['number', number],
      ['revision', String(row.revision)],
      ['date', dayOf(row.sent_at ?? now)],
      ['expectedOn', row.expected_on],
      ['deliveryPlace', place?.name ?? null],
      ['deliveryAddress', row.delivery_address],
    ]),
    parts: [
      { kind: 'paragraph', text: say('orderIntro') },
      {
        kind: 'table',
        columns: [
          { heading: say('position'), share: 5, align: 'left' },
          { heading: say('item'), share: 42, align: 'left' },
          { heading: say('quantity'), share: 10, align: 'right' },
          { heading: say('unitPrice'), share: 18, align: 'right' },
          { heading: say('tax'), share: 9, align: 'right' },
          { heading: say('net'), share: 18, align: 'right' },
        ],
        rows: lines.map((line, index) => [
          String(index + 1),
          [line.model?.name ?? line.category.name, line.description].filter(Boolean).join(', '),
          String(line.quantity),
          money(line.unitPriceMinor),
          `${line.taxBasisPoints / 100} %`,
          money(line.unitPriceMinor * line.quantity),
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
