import type { Page } from '@playwright/test';
import { administrator } from './desk-window.ts';

/** Asks the backend as another operator; answers what the procedure answers, or throws the code of its failure. */
export type SecondOperator = (procedure: string, input: object) => Promise<unknown>;

/**
 * Lets somebody else in over a port of his own, as the page of a second workstation would have it, while the page that
 * is tested goes on. Speaks the plain requests of the contract's protocol: one message there, one back.
 */
export async function letInSecondOperator(page: Page, username: string): Promise<SecondOperator> {
  const connection = await page.evaluateHandle(() => {
    const { port1, port2 } = new MessageChannel();
    const waiting = new Map<string, (answer: { s?: number; b: { json: unknown } }) => void>();
    port1.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const { i, p } = JSON.parse(data) as { i: string; p: { s?: number; b: { json: unknown } } };
      waiting.get(i)?.(p);
    });
    port1.start();
    window.postMessage('rpc:connect', '*', [port2]);
    let last = 0;
    return {
      ask: async (procedure: string, input: object) => {
        last += 1;
        const id = String(last);
        const answered = new Promise<{ s?: number; b: { json: unknown } }>((resolve) => waiting.set(id, resolve));
        port1.postMessage(JSON.stringify({ i: id, p: { u: `/${procedure}`, b: { json: input, meta: [] } } }));
        return answered;
      },
    };
  });
  const ask: SecondOperator = async (procedure, input) => {
    const { s: status = 200, b: body } = await connection.evaluate(
      async ({ ask: asked }, [path, value]) => asked(path, value),
      [procedure, input] as const,
    );
    if (status >= 400) throw new Error(JSON.stringify(body.json));
    return body.json;
  };
  await ask('auth/signIn', { username, password: administrator.password });
  return ask;
}
