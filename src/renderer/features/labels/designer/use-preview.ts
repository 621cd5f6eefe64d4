import { useEffect, useRef, useState } from 'react';
import type { PreviewAnswer, PreviewRequest } from './preview-messages.ts';

type Wanted = Omit<PreviewRequest, 'number'>;

/** One worker for as long as the designer is open. It works on one request at a time, and then on the newest. */
class PreviewWorker {
  readonly #worker = new Worker(new URL('preview.worker.ts', import.meta.url), { type: 'module' });
  #busy = false;
  #next: PreviewRequest | null = null;
  #count = 0;

  constructor(take: (answer: PreviewAnswer) => void) {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<PreviewAnswer>) => {
      this.#busy = false;
      take(data);
      if (this.#next !== null) this.#send(this.#next);
    });
  }

  draw(wanted: Wanted): void {
    this.#count += 1;
    const request = { number: this.#count, ...wanted };
    if (this.#busy) this.#next = request;
    else this.#send(request);
  }

  #send(request: PreviewRequest): void {
    this.#busy = true;
    this.#next = null;
    this.#worker.postMessage(request);
  }

  stop(): void {
    this.#worker.terminate();
  }
}

/** The label as it would print, drawn away from the page; the last one stands until the next one is there. */
export function usePreview(wanted: Wanted | null): PreviewAnswer | null {
  const [answer, setAnswer] = useState<PreviewAnswer | null>(null);
  const worker = useRef<PreviewWorker | null>(null);
  useEffect(() => {
    worker.current = new PreviewWorker(setAnswer);
    return () => {
      worker.current?.stop();
      worker.current = null;
    };
  }, []);
  useEffect(() => {
    if (wanted !== null) worker.current?.draw(wanted);
  }, [wanted]);
  return answer;
}
