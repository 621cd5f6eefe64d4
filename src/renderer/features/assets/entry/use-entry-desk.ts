import { useCallback, useEffect, useRef, useState } from 'react';
import type { CaptureContext, CapturedCode } from '#shared/features/assets/captured-code.ts';
import type { EntryUnit, NewUnit } from '#shared/features/assets/entry-contract.ts';
import { client, queryClient, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { takeScans } from '#renderer/ui/scan-target.ts';
import { t } from '#renderer/ui/text/t.ts';
import { meaningOfScan, unitOf } from './unit-of-scan.ts';

export type EntrySound = 'done' | 'again' | 'subject' | 'failure';

/** What is said about the last thing that happened, readable from afar. */
export interface EntrySaying {
  readonly good: boolean;
  readonly headline: string;
  readonly detail: string;
}

function setUnits(change: (units: EntryUnit[]) => EntryUnit[]): void {
  queryClient.setQueryData(rpc.assets.currentEntry.queryKey(), (entry) =>
    entry ? { ...entry, units: change(entry.units) } : entry,
  );
}

/** The scanned text as the serial was meant: a layout that made signs of it is not believed. */
function textOf({ text, usText }: { text: string; usText: string }): string {
  // oxlint-disable-next-line no-control-regex -- separators of two-dimensional codes are part of them
  const readable = /^[\u0020-\u007E\r\n\t\u001C-\u001E]+$/.test(text);
  return readable ? text : usText;
}

/** Units one after the other, in the order they were read; each is on the disk before its beep. */
export function useEntryDesk(
  entryId: number,
  context: CaptureContext,
  cartons: boolean,
  play: (sound: EntrySound) => void,
) {
  const [saying, setSaying] = useState<EntrySaying | null>(null);
  const [pending, setPending] = useState<readonly CapturedCode[]>([]);
  const codes = useRef<readonly CapturedCode[]>([]);
  const chain = useRef<Promise<unknown>>(Promise.resolve());

  const file = useCallback((next: readonly CapturedCode[]) => {
    codes.current = next;
    setPending(next);
  }, []);

  const after = useCallback(
    async (act: () => Promise<void>): Promise<void> => {
      const turn = chain.current.then(async () => {
        try {
          await act();
        } catch (error) {
          play('failure');
          setSaying({ good: false, headline: t('entry.refused'), detail: sentenceOfError(error) });
        }
      });
      chain.current = turn;
      await turn;
    },
    [play],
  );

  const add = useCallback(
    (units: readonly NewUnit[]) =>
      after(async () => {
        const added = await client.assets.addUnits({ entryId, units: [...units] });
        setUnits((known) => [...known, ...added]);
        play('done');
        const last = added.at(-1);
        setSaying({ good: true, headline: last?.tag ?? '', detail: last?.serial ?? last?.name ?? '' });
      }),
    [after, entryId, play],
  );

  const take = useCallback(
    (text: string, symbology: string | null) => {
      const meaning = meaningOfScan(text, { ...context, symbology }, codes.current, cartons);
      if (meaning.kind === 'refused') {
        play('failure');
        const detail = t(`entry.notSerial.${meaning.because}`, { value: meaning.value });
        setSaying({ good: false, headline: t('entry.refused'), detail });
        return;
      }
      file(meaning.pending);
      if (meaning.kind === 'unit') void add([meaning.unit]);
      else play('subject');
    },
    [add, cartons, context, file, play],
  );

  /** The carton has no more codes. */
  const complete = useCallback(() => {
    if (codes.current.length === 0) return;
    const unit = unitOf(codes.current);
    file([]);
    void add([unit]);
  }, [add, file]);

  const undo = useCallback(() => {
    if (codes.current.length > 0) {
      file([]);
      return;
    }
    void after(async () => {
      const { tag, serial } = await client.assets.undoUnit({ entryId });
      setUnits((known) => known.filter((unit) => unit.tag !== tag));
      play('again');
      setSaying({ good: true, headline: t('entry.undone'), detail: [tag, serial].filter(Boolean).join(' · ') });
    });
  }, [after, entryId, file, play]);

  useEffect(() => takeScans((scan) => take(textOf(scan), scan.symbology)), [take]);

  return { saying, pending, take, add, complete, undo, settled: () => chain.current };
}
