import { useEffect, useState } from 'react';

/** From the password to a desk that is drawn and can be worked at, generously. Milliseconds. */
const drawingMs = 1500;

/** Whether the desk has had the processor for itself long enough: what is due is told after it is there. */
export function useDayBegun(): boolean {
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setBegun(true), drawingMs);
    return () => clearTimeout(timer);
  }, []);
  return begun;
}
