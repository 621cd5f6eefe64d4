import { useEffect, useState } from 'react';
import { failureOf } from '#renderer/rpc/failure.ts';

/** Seconds until the next attempt is allowed, counted down after TRY_LATER. */
export function useBackOff(error: unknown): number {
  const [seen, setSeen] = useState<unknown>(null);
  const [seconds, setSeconds] = useState(0);
  if (error !== seen) {
    setSeen(error);
    const { code, facts } = failureOf(error);
    if (error !== null && code === 'TRY_LATER') setSeconds(Number(facts['seconds']));
  }
  useEffect(() => {
    if (seconds <= 0) return undefined;
    const timer = window.setTimeout(() => setSeconds(seconds - 1), 1000);
    return () => window.clearTimeout(timer);
  }, [seconds]);
  return seconds;
}
