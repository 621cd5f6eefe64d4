import { utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';

/** Starts a process of the application; what it prints appears on our standard error. */
export function startChild(entry: string, name: string): UtilityProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: name, stdio: 'pipe' });
  child.stdout?.on('data', (chunk: Buffer) => process.stderr.write(chunk));
  child.stderr?.on('data', (chunk: Buffer) => process.stderr.write(chunk));
  return child;
}
