import { spawn } from 'node:child_process';

export interface ProgramResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Milliseconds after which a program that has not ended counts as stuck. */
const patience = 10_000;

/**
 * Runs a program found by the search path, without a shell, its words in English whatever the system's language.
 * @param input goes to its standard input
 * @returns null when there is no such program; code -1 when it was ended because it hung
 */
export async function runProgram(
  name: string,
  args: readonly string[],
  input: Uint8Array = new Uint8Array(),
): Promise<ProgramResult | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, { env: { ...process.env, LC_ALL: 'C' }, windowsHide: true });
    const output = { stdout: '', stderr: '' };
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    // A program that ends without reading everything breaks the pipe; its exit code says what came of it.
    child.stdin.on('error', () => undefined);
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (error.code === 'ENOENT') resolve(null);
      else reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? -1, ...output });
    });
    child.stdin.end(input);
  });
}
