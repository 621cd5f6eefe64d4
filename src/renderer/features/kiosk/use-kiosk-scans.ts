import { useEffect, useRef, useState } from 'react';
import type { KioskResult } from '#shared/features/kiosk/contract.ts';
import { codeOfGs1 } from '#shared/features/devices/gs1.ts';
import { playFailure, playSound } from '#renderer/features/desk/sounds.ts';
import { useDeskScanner } from '#renderer/features/desk/use-desk-scanner.ts';
import { client, queryClient, rpc } from '#renderer/rpc/client.ts';
import { failureOf } from '#renderer/rpc/failure.ts';
import type { FailureData } from '#renderer/rpc/failure.ts';
import { takeScans } from '#renderer/ui/scan-target.ts';

/** What the borrower is told: the answer to his last scan, or that it could not be answered. */
export type KioskNews = { is: 'result'; result: KioskResult } | { is: 'failure'; failure: FailureData };

export interface KioskScans {
  news: KioskNews | null;
  /** Grows with every answer, so that the same one twice is still news. */
  turn: number;
  tell: (result: KioskResult | null) => void;
}

export const refetchVisit = () => queryClient.invalidateQueries({ queryKey: rpc.kiosk.key() });

/** Every scan goes to the kiosk, one after the other, and is answered by ear and eye. */
export function useKioskScans(): KioskScans {
  const [{ news, turn }, setNews] = useState<{ news: KioskNews | null; turn: number }>({ news: null, turn: 0 });
  const chain = useRef<Promise<void>>(Promise.resolve());
  useDeskScanner();
  useEffect(() => {
    const show = (next: KioskNews) => setNews((before) => ({ news: next, turn: before.turn + 1 }));
    const ask = async (text: string, usText: string) => {
      try {
        const result = await client.kiosk.scan({ text, usText });
        playSound(result.sound);
        show({ is: 'result', result });
      } catch (error) {
        playFailure();
        show({ is: 'failure', failure: failureOf(error) });
      }
      await refetchVisit();
    };
    return takeScans(({ text, usText, symbology }) => {
      const code = codeOfGs1(symbology, usText) ?? (text === '' ? usText : text);
      // A reader that saw nothing sends nothing but spaces.
      if (code.trim() === '') return;
      chain.current = chain.current.then(() => ask(code, usText));
    });
  }, []);
  const tell = (result: KioskResult | null) => {
    if (result !== null) playSound(result.sound);
    setNews((before) => ({ news: result === null ? null : { is: 'result', result }, turn: before.turn + 1 }));
  };
  return { news, turn, tell };
}
