import { Button, Group, Modal, NumberInput, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Invoice } from '#shared/features/procurement/invoice-contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ControlField, wantsControl } from '../ControlField.tsx';
import { Papers } from '../papers/Papers.tsx';
import classes from '../procurement.module.css';

type Act = 'again' | 'credit' | 'accepted' | 'rejected';

function sentenceOfDifference({ code, line, invoiced, expected }: Invoice['differences'][number], currency: string) {
  const amount = (minor: number) => formatMoney({ minor, currency });
  if (code === 'QUANTITY')
    return t('procurement.differs.QUANTITY', {
      line,
      invoiced: formatNumber(invoiced),
      expected: formatNumber(expected),
    });
  return t(`procurement.differs.${code}`, { line, invoiced: amount(invoiced), expected: amount(expected) });
}

/** One invoice beside its order and its deliveries, and what can be done about what differs. */
export function InvoiceDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const mayMatch = useMay()('invoice.match') && invoice.state === 'mismatch';
  const { currency } = invoice.net;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${invoice.number} · ${invoice.supplier.name}`}
      size={860}
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack gap="sm">
        <div className={classes['scroll']}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('procurement.what')}</th>
                {(['ordered', 'accepted', 'invoiced', 'credited'] as const).map((column) => (
                  <th key={column} scope="col" className={classes['end']}>
                    {t(`procurement.column.${column}`)}
                  </th>
                ))}
                <th scope="col" className={classes['end']}>
                  {t('procurement.orderedPrice')}
                </th>
                <th scope="col" className={classes['end']}>
                  {t('procurement.invoicedPrice')}
                </th>
              </tr>
            </thead>
            <tbody>
              {invoice.lines.map((line) => (
                <tr key={line.orderLineId}>
                  <td>{line.name}</td>
                  {[line.ordered, line.accepted, line.quantity, line.credited].map((value, index) => (
                    // oxlint-disable-next-line react/no-array-index-key -- columns have no other identity
                    <td key={index} className={classes['end']}>
                      {formatNumber(value)}
                    </td>
                  ))}
                  <td className={classes['end']}>{formatMoney({ minor: line.orderedPriceMinor, currency })}</td>
                  <td className={classes['end']}>{formatMoney({ minor: line.unitPriceMinor, currency })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {invoice.differences.length === 0 ? null : (
          <ul className={classes['turns']}>
            {invoice.differences.map((each) => (
              <li key={`${each.code} ${each.line}`}>{sentenceOfDifference(each, currency)}</li>
            ))}
          </ul>
        )}
        {invoice.resolution === null ? null : (
          <p className={classes['note']}>
            {invoice.settledBy}: {invoice.resolution}
          </p>
        )}
        <Papers owner={{ kind: 'invoice', id: invoice.id }} takesPastes />
        {mayMatch ? <Resolution invoice={invoice} /> : null}
      </Stack>
    </Modal>
  );
}

function Resolution({ invoice }: { invoice: Invoice }) {
  const [reason, setReason] = useState('');
  const [control, setControl] = useState('');
  const [credited, setCredited] = useState(
    () => new Map(invoice.lines.map((line) => [line.orderLineId, line.credited])),
  );
  const acting = useMutation({
    mutationFn: async (act: Act) => {
      const seen = { id: invoice.id, version: invoice.version, control: control.trim() === '' ? null : control.trim() };
      if (act === 'again') await client.procurement.matchAgain(seen);
      else if (act === 'credit') {
        const lines = [...credited].map(([orderLineId, units]) => ({ orderLineId, credited: units }));
        await client.procurement.creditInvoice({ ...seen, lines, reason: reason.trim() });
      } else await client.procurement.settleInvoice({ ...seen, outcome: act, reason: reason.trim() });
    },
  });
  const silent = reason.trim() === '';
  return (
    <>
      <div className={classes['formGrid']}>
        {invoice.lines.map((line) => (
          <NumberInput
            key={line.orderLineId}
            label={t('procurement.creditOf', { line: line.name })}
            min={0}
            max={line.quantity}
            allowDecimal={false}
            value={credited.get(line.orderLineId) ?? 0}
            onChange={(value) => setCredited(new Map(credited).set(line.orderLineId, Number(value) || 0))}
          />
        ))}
      </div>
      <Textarea
        label={t('procurement.why')}
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {acting.error === null ? null : <FailureAlert sentence={sentenceOfError(acting.error)} />}
      {wantsControl(acting.error) ? <ControlField value={control} change={setControl} /> : null}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" disabled={silent} onClick={() => acting.mutate('rejected')}>
          {t('procurement.rejectInvoice')}
        </Button>
        <Button variant="default" disabled={silent} onClick={() => acting.mutate('accepted')}>
          {t('procurement.acceptInvoice')}
        </Button>
        <Button variant="default" disabled={silent} onClick={() => acting.mutate('credit')}>
          {t('procurement.creditInvoice')}
        </Button>
        <Button loading={acting.isPending} onClick={() => acting.mutate('again')}>
          {t('procurement.matchAgain')}
        </Button>
      </Group>
    </>
  );
}
