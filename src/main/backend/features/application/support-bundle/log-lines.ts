import * as z from 'zod';

/**
 * A line of a log as support may have it: when, what, where in our own sources. A log has no secrets, but the message of
 * an error can have anything of the data in it, so of messages only what can't be data is left.
 */
export interface SupportLine {
  at: string;
  event: string;
  level?: string;
  reference?: string;
  doing?: string;
  facts?: Record<string, string | number>;
  error?: { name: string; message?: string; frames: string[] };
}

const cause = z.object({ name: z.string().optional(), message: z.string().optional(), stack: z.string().optional() });
const line = z.object({ at: z.iso.datetime(), event: z.string() }).catchall(z.unknown());

/** Names that our sources give to things: events, procedures, references, what was being done. */
const ourName = /^[a-z][a-zA-Z-]{0,60}(?:\.[a-zA-Z]{1,60})?$/;
const ourReference = /^[A-F0-9]{8,12}$/;
const ourDoing = /^[a-z][a-z ]{2,60}$/;

/** Facts whose values come from our sources or from Electron, never from somebody's data. */
const plainFacts = ['procedure', 'reason', 'type', 'protocol'] as const;
const plainNumbers = ['code', 'crash', 'waited', 'ports'] as const;

/** Database messages name tables, columns and triggers; what was sought or written stands in quotation marks. */
function databaseMessage(message: string): string {
  return message.replaceAll(/"[^"]*"|'[^']*'|“[^”]*”/g, '"…"').replaceAll(/\d{3,}/g, '#');
}

/** `ENOENT: no such file or directory, open '/home/…'` up to the name of the file. */
const systemMessage = /^E[A-Z]{2,14}: [a-z ]{3,60}, [a-z]{2,20}/;

function safeMessage(name: string, message: string): string | undefined {
  if (name === 'SqliteError') return databaseMessage(message).slice(0, 300);
  return systemMessage.exec(message)?.[0];
}

const frame =
  /^\s+at (?:(?:async )?(?:new )?([\w.$<>#]{1,80})(?: \[as \w+\])? )?\(?(?:file:\/\/|node:)?[^()\n]*?([\w.-]{1,60}):(\d+):(\d+)\)?$/;

/** What stands behind the message: a message can have lines that look like frames. */
function behindMessage(stack: string, message: string): string {
  const flat = (text: string) => text.replaceAll('\n', ' ');
  const at = flat(stack).indexOf(flat(message));
  return at === -1 ? '' : stack.slice(at + message.length);
}

function framesOf(stack: string, message: string): string[] {
  return behindMessage(stack, message)
    .split('\n')
    .map((each) => frame.exec(each))
    .filter((found) => found !== null)
    .map(([, name = '', file, row, column]) => `${name} ${file}:${row}:${column}`.trim())
    .filter((each) => /\.(?:m?[jt]sx?):\d|^[\w.$]* ?(?:internal|[a-z_]+):\d/.test(each))
    .slice(0, 20);
}

function errorOf(value: unknown): SupportLine['error'] {
  const parsed = cause.safeParse(value);
  if (!parsed.success) return undefined;
  const name = ourErrorName(parsed.data.name);
  const message = parsed.data.message === undefined ? undefined : safeMessage(name, parsed.data.message);
  const frames = framesOf(parsed.data.stack ?? '', parsed.data.message ?? '');
  return message === undefined ? { name, frames } : { name, message, frames };
}

const ourErrorName = (name = 'Error') => (/^[A-Z][A-Za-z]{2,40}$/.test(name) ? name : 'Error');

/** @returns null for a line that is none of ours */
export function supportLine(text: string): SupportLine | null {
  const parsed = line.safeParse(json(text));
  if (!parsed.success) return null;
  const { at, event, ...rest } = parsed.data;
  const { level, doing } = rest;
  const defect = ourReference.test(event);
  const facts: Record<string, string | number> = {};
  for (const name of plainFacts) {
    const value = rest[name];
    if (typeof value === 'string' && ourName.test(value)) facts[name] = value;
  }
  for (const name of plainNumbers) {
    const value = rest[name];
    if (typeof value === 'number') facts[name] = value;
  }
  const reference = defect ? event : rest['reference'];
  const error = errorOf(rest['cause'] ?? ('stack' in rest ? rest : undefined));
  return {
    at,
    event: defect ? 'defect' : ourName.test(event) ? event : 'other',
    ...(level === 'info' || level === 'defect' ? { level } : {}),
    ...(typeof reference === 'string' && ourReference.test(reference) ? { reference } : {}),
    ...(typeof doing === 'string' && ourDoing.test(doing) ? { doing } : {}),
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
    ...(error === undefined ? {} : { error }),
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
