import type { Verification } from '#shared/features/retirement/sanitisation.ts';
import { instantOf } from './report.ts';
import type { ErasureReport, ReportedMedium } from './report.ts';

const rowPattern = /^[! ]\s*(\S+)\s*\|\s*([-\w ]{6,10}?)\s*\|\s*[^|]*\|\s*\d+:\d{2}:\d{2}\s*\|\s*(.*)$/;
const errorPattern = /^[! ]\s*(\S+)\s*\|\s*(\d+)\s*\|\s*(\d+)\s*\|\s*(\d+)\s*$/;
const totalPattern = /^\[([^\]]+)\] Total Throughput [^,]*, (.+), (\d+)R\+(?:NB|B)\+(NV|VL|VA)\s*$/;

/** What nwipe verified: nothing, the last pass, or all of them; either of these reads the whole medium again. */
const verified: Readonly<Record<string, Verification>> = { NV: 'none', VL: 'full', VA: 'full' };

/**
 * Reads the log of nwipe (0.30 and later), which tells at its end of every drive: a table of errors, a table of status
 * with model and serial behind each other, and a line with method, rounds, blanking and verification. Layout of
 * `nwipe_log_summary` in nwipe's logging.c.
 *
 * @returns null when the text is no such log
 */
export function readNwipeLog(text: string): ErasureReport | null {
  if (!/\* Drive Status \*/.test(text)) return null;
  const lines = text.split(/\r?\n/);
  const toolVersion = /\bnwipe (\d[\w.]*)/.exec(text)?.[1] ?? '';
  const media: ReportedMedium[] = [];
  const errors = new Map<string, string>();
  let rows: { device: string; status: string; named: string }[] = [];
  for (const line of lines) {
    const row = rowPattern.exec(line);
    const error = errorPattern.exec(line);
    const total = totalPattern.exec(line);
    if (row) rows.push({ device: row[1] ?? '', status: (row[2] ?? '').trim(), named: row[3] ?? '' });
    else if (error) errors.set(error[1] ?? '', `pass ${error[2]}, verify ${error[3]}, sync ${error[4]}`);
    else if (total) {
      const [, at = '', standard = '', rounds = '', verify = ''] = total;
      for (const { device, status, named } of rows) {
        const passed = status === 'Erased';
        const cut = named.lastIndexOf('/');
        media.push({
          serial: named.slice(cut + 1).trim(),
          model: named.slice(0, cut).trim(),
          technique: 'overwrite',
          standard: standard.trim(),
          passes: Number(rounds),
          verification: verified[verify] ?? 'none',
          result: passed ? 'passed' : 'failed',
          failure: passed ? '' : [status.replaceAll('-', ''), errors.get(device)].filter(Boolean).join(': '),
          doneAt: instantOf(at),
        });
      }
      rows = [];
      errors.clear();
    }
  }
  return { format: 'nwipe', tool: 'nwipe', toolVersion, media };
}
