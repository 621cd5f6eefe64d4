import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReceiptLine, ReceivedUnit } from '#shared/features/procurement/receiving.ts';
import { meaningOfScan } from '#renderer/features/assets/entry/unit-of-scan.ts';
import type { EntrySaying, EntrySound } from '#renderer/features/assets/entry/use-entry-desk.ts';
import { client, queryClient, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { takeScansHereAndOf } from '#renderer/ui/scan-target.ts';
import type { TakenScan } from '#renderer/ui/scan-target.ts';
import { t } from '#renderer/ui/text/t.ts';

function setUnits(id: number, change: (units: ReceivedUnit[]) => ReceivedUnit[]): void {
  queryClient.setQueryData(rpc.procurement.getReceipt.queryKey({ input: { id } }), (receipt) =>
    receipt ? { ...receipt, units: change(receipt.units) } : receipt,
  );
}

/** Units one after the other, in the order they were read; each is on the disk before its beep. */
export function useReceiptDesk(receiptId: number, line: ReceiptLine | undefined, play: (sound: EntrySound) => void) {
  const [saying, setSaying] = useState<EntrySaying | null>(null);
  const chain = useRef<Promise<unknown>>(Promise.resolve());

  const after = useCallback(
    (act: () => Promise<void>): Promise<unknown> => {
      chain.current = chain.current.then(async () => {
        try {
          await act();
        } catch (error) {
          play('failure');
          setSaying({ good: false, headline: t('procurement.refused'), detail: sentenceOfError(error) });
        }
      });
      return chain.current;
    },
    [play],
  );

  const add = useCallback(
    (serials: (string | null)[]) =>
      void after(async () => {
        if (line === undefined) return;
        const added = await client.procurement.receiveUnits({ receiptId, lineId: line.id, serials });
        setUnits(receiptId, (known) => [...known, ...added]);
        play('done');
        const last = added.at(-1);
        setSaying({ good: true, headline: last?.serial ?? `+ ${added.length}`, detail: line.name });
      }),
    [after, line, play, receiptId],
  );

  const take = useCallback(
    (text: string, symbology: string | null) => {
      const meaning = meaningOfScan(text, { symbology, manufacturer: line?.manufacturer ?? null }, [], false);
      if (meaning.kind === 'unit') add([meaning.unit.serial]);
      else if (meaning.kind === 'refused') {
        play('failure');
        const detail = t(`entry.notSerial.${meaning.because}`, { value: meaning.value });
        setSaying({ good: false, headline: t('procurement.refused'), detail });
      }
    },
    [add, line, play],
  );

  const takeBack = useCallback(
    (unitId: number | null) =>
      void after(async () => {
        const known = queryClient.getQueryData(rpc.procurement.getReceipt.queryKey({ input: { id: receiptId } }));
        const gone = unitId ?? known?.units.at(-1)?.id;
        const { serial } = await client.procurement.takeBackUnit({ receiptId, unitId });
        setUnits(receiptId, (units) => units.filter(({ id }) => id !== gone));
        play('again');
        setSaying({ good: true, headline: t('procurement.undone'), detail: serial ?? t('procurement.counted') });
      }),
    [after, play, receiptId],
  );

  useEffect(() => {
    const takeScan = ({ text, usText, symbology }: TakenScan) => {
      // A layout that makes signs of a serial is not believed.
      // oxlint-disable-next-line no-control-regex -- separators of two-dimensional codes are part of them
      const readable = /^[\u0020-\u007E\r\n\t\u001C-\u001E]+$/.test(text);
      take(readable ? text : usText, symbology);
    };
    return takeScansHereAndOf('receiving', takeScan);
  }, [take]);

  return { saying, take, add, takeBack, settled: () => chain.current };
}
