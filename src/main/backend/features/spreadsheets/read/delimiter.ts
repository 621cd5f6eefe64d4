import Papa from 'papaparse';

/** How the records of a text file are set apart. */
export interface Layout {
  readonly delimiter: string;
  readonly newline: '\n' | '\r\n' | '\r';
  /** Characters of a leading `sep=;` line, which belongs to no record. */
  readonly skip: number;
}

const CANDIDATES = [',', ';', '\t', '|'] as const;
const SAMPLE_RECORDS = 40;

/** The first line end that stands outside quotes decides for the file. */
function newlineOf(sample: string): Layout['newline'] {
  const outside = sample.replaceAll(/"[^"]*"/g, '');
  const first = /\r\n|\n|\r/.exec(outside)?.[0];
  return first === '\r\n' || first === '\r' ? first : '\n';
}

/** How well a delimiter explains the sample: the share of records as wide as the headings, then the width. */
function fitOf(sample: string, delimiter: string, newline: string, complete: boolean): number {
  const parser = new Papa.Parser({ delimiter, newline: newline as '\n', preview: SAMPLE_RECORDS });
  const { data } = parser.parse(sample, 0, !complete) as { data: string[][] };
  const records = data.filter((record) => record.length > 1 || record[0] !== '');
  const width = records[0]?.length ?? 0;
  if (width < 2) return 0;
  const same = records.filter((record) => record.length === width).length;
  return Math.round((same / records.length) * 100) * 1_000 + Math.min(width, 999);
}

/**
 * Detects the delimiter (`,` `;` tab `|`) and the line end from the beginning of a text file.
 * @param complete true when the sample is the whole file, so its last record is not cut
 */
export function layoutOf(sample: string, complete: boolean): Layout {
  const declared = /^sep=(.)\r?(?:\n|$)/i.exec(sample);
  if (declared !== null) {
    const rest = sample.slice(declared[0].length);
    return { delimiter: declared[1] ?? ',', newline: newlineOf(rest), skip: declared[0].length };
  }
  const newline = newlineOf(sample);
  let best: { delimiter: string; fit: number } = { delimiter: ',', fit: 0 };
  for (const delimiter of CANDIDATES) {
    const fit = fitOf(sample, delimiter, newline, complete);
    if (fit > best.fit) best = { delimiter, fit };
  }
  return { delimiter: best.delimiter, newline, skip: 0 };
}
