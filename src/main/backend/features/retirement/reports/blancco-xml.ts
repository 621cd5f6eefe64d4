import { instantOf, techniqueOfWords } from './report.ts';
import type { ErasureReport, ReportedMedium } from './report.ts';
import { findAll, readXml } from './xml-elements.ts';
import type { XmlElement } from './xml-elements.ts';

/** Whether an element is what the report calls so: `<entries name="erasure">`, or `<erasure>` in newer ones. */
const called =
  (name: string) =>
  (element: XmlElement): boolean =>
    element.name === name || element.attributes['name'] === name;

/** The text of the first entry of that name directly in an element. */
function entry(element: XmlElement | undefined, name: string): string {
  return element?.children.find(called(name))?.text.trim() ?? '';
}

/**
 * Reads an erasure report as Blancco's tools and those that follow its schema export it: `blancco_erasure_report` with
 * one entry `erasure` per drive, and in each the `target` with serial and model. Several reports may stand in one file.
 *
 * @returns null when the text is no such report
 */
export function readBlanccoXml(text: string): ErasureReport | null {
  if (!text.includes('blancco_erasure_report')) return null;
  const root = readXml(text);
  if (root === null) return null;
  const whole: XmlElement = { name: '', attributes: {}, text: '', children: [root] };
  const description = findAll(whole, called('description'))[0];
  const product = description === undefined ? undefined : findAll(description, called('product_name'))[0];
  const version = description === undefined ? undefined : findAll(description, called('product_version'))[0];
  const reports = findAll(whole, called('blancco_erasure_report'));
  return {
    format: 'blancco',
    tool: product?.text.trim() || 'Blancco',
    toolVersion: version?.text.trim() ?? '',
    media: reports.flatMap((report) => findAll(report, called('erasure'))).map(mediumOf),
  };
}

function mediumOf(erasure: XmlElement): ReportedMedium {
  const target = findAll(erasure, called('target'))[0];
  const state = entry(erasure, 'state');
  const passed = /^success/i.test(state);
  const standard = entry(erasure, 'erasure_standard_name');
  const firmware = Number(entry(erasure, 'firmware_rounds')) || 0;
  const overwriting = Number(entry(erasure, 'overwriting_rounds')) || 0;
  const verification = entry(erasure, 'verification');
  const errors = Number(entry(erasure, 'total_errors')) || 0;
  return {
    serial: entry(target, 'serial'),
    model: [entry(target, 'vendor'), entry(target, 'model')].filter(Boolean).join(' '),
    technique:
      techniqueOfWords(standard) === 'overwrite' && firmware > 0 && overwriting === 0
        ? 'secure_erase'
        : techniqueOfWords(standard),
    standard,
    passes: overwriting + firmware || null,
    // Blancco verifies each erasure; older schemas say by how much, none says that it was left out.
    verification: /^(?:0|0 ?%|no|none|off)$/i.test(verification) ? 'none' : 'full',
    result: passed ? 'passed' : 'failed',
    failure: passed ? '' : [state || 'unknown', errors > 0 ? `${errors} errors` : ''].filter(Boolean).join(', '),
    doneAt: instantOf(entry(erasure, 'end_time')) ?? instantOf(entry(erasure, 'timestamp')),
  };
}
