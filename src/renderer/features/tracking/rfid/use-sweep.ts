import { useCallback, useEffect, useRef, useState } from 'react';
import { client } from '#renderer/rpc/client.ts';
import { announceFailure } from '#renderer/rpc/use-action.ts';
import { emptySweep, foldNotice, unidentified, withIdentities } from './sweep-state.ts';
import type { SweepNotice } from './sweep-state.ts';

/** What a reader sees, with what the register knows of it: asked for what is new, one question at a time. */
export function useSweep() {
  const [state, setState] = useState(emptySweep);
  const asking = useRef(false);
  const take = useCallback(
    (notice: SweepNotice) => setState((before) => foldNotice(before, notice, performance.now())),
    [],
  );
  useEffect(() => {
    const codes = unidentified(state);
    if (codes.length === 0 || asking.current) return;
    asking.current = true;
    const ask = async () => {
      try {
        const identified = await client.tracking.identify({ codes });
        setState((before) => withIdentities(before, identified));
      } catch (error) {
        announceFailure(error);
      } finally {
        asking.current = false;
      }
    };
    void ask();
  }, [state]);
  const clear = useCallback(() => setState(emptySweep), []);
  return { state, take, clear };
}
