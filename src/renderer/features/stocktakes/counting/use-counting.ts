import { useCallback, useEffect, useRef, useState } from 'react';
import type { CountResult, Lane, SightingWay } from '#shared/features/stocktakes/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { takeScans, takeScansOf } from '#renderer/ui/scan-target.ts';
import { soundOf } from '../result-look.ts';
import type { CountSound } from '../result-look.ts';

/** What a scanner's last code came to; `turn` grows, so that the same twice is still news. */
export interface Answer {
  readonly result: CountResult | null;
  /** Why it was not counted. */
  readonly failure: string | null;
  readonly turn: number;
}

interface Code {
  text: string;
  usText?: string;
}

/** Two scanners that are set up for stocktakes are two people: the second to read something counts at a place of its own. */
function laneOf(devices: number[], deviceId: number | undefined): Lane {
  if (deviceId === undefined) return 'A';
  if (!devices.includes(deviceId)) devices.push(deviceId);
  return devices.indexOf(deviceId) === 0 ? 'A' : 'B';
}

/** Codes one after the other in the order they were read; the beep comes after they are on the disk. */
export function useCounting(id: number, play: (sound: CountSound) => void) {
  const [answers, setAnswers] = useState<Partial<Record<Lane, Answer>>>({});
  const [waiting, setWaiting] = useState(0);
  const chain = useRef<Promise<unknown>>(Promise.resolve());
  const devices = useRef<number[]>([]);

  const count = useCallback(
    (code: Code, how: SightingWay = 'barcode', lane: Lane = 'A') => {
      setWaiting((before) => before + 1);
      const tell = (answer: Omit<Answer, 'turn'>) =>
        setAnswers((before) => ({ ...before, [lane]: { ...answer, turn: (before[lane]?.turn ?? 0) + 1 } }));
      chain.current = chain.current.then(async () => {
        try {
          const result = await client.stocktakes.scan({ id, ...code, how, lane });
          play(soundOf(result));
          tell({ result, failure: null });
        } catch (error) {
          play('failure');
          tell({ result: null, failure: sentenceOfError(error) });
        } finally {
          setWaiting((before) => before - 1);
        }
      });
    },
    [id, play],
  );

  useEffect(() => takeScans(({ text, usText }) => count({ text: text === '' ? usText : text, usText })), [count]);
  // The first scanner of the desk comes as every scan does; the second one, and those set up for stocktakes, only here.
  useEffect(
    () =>
      takeScansOf('stocktake', ({ text, deviceId }) => count({ text }, 'barcode', laneOf(devices.current, deviceId))),
    [count],
  );
  useEffect(() => takeScansOf('desk_b', ({ text }) => count({ text }, 'barcode', 'B')), [count]);

  return { answers, waiting, count };
}
