/** What a printer can report that keeps it from printing. */
export type PrinterFault =
  | 'PAPER_OUT'
  | 'RIBBON_OUT'
  | 'HEAD_OPEN'
  | 'PAUSED'
  | 'BUFFER_FULL'
  | 'MEMORY_LOST'
  | 'TOO_COLD'
  | 'TOO_HOT'
  | 'CUTTER_FAULT'
  | 'HEAD_FAULT'
  | 'WRONG_MEDIA'
  | 'OTHER_FAULT';

export type HostStatus = {
  faults: PrinterFault[];
  /** Formats received and not yet printed. */
  formatsInBuffer: number;
  /** Labels of the present batch that are still to come. */
  labelsLeft: number;
  /** A format has begun and has not ended. */
  partialFormat: boolean;
};

// oxlint-disable-next-line no-control-regex -- STX and ETX frame every line of the answer
const FRAME = /\u0002([^\u0002\u0003]*)\u0003/gu;

/** True when the answer to ~HS is complete: three frames STX … ETX. */
export function isHostStatusComplete(reply: string): boolean {
  return Array.from(reply.matchAll(FRAME)).length >= 3;
}

/**
 * Reads the three lines that answer ~HS (ZPL II, host status):
 * `aaa,b,c,dddd,eee,f,g,h,iii,j,k,l` / `mmm,n,o,p,q,r,s,t,uuuuuuuu,v,www` / `password,static RAM`.
 * @returns null when these are not such lines
 */
export function parseHostStatus(reply: string): HostStatus | null {
  const [first, second] = Array.from(reply.matchAll(FRAME), (frame) => (frame[1] ?? '').split(','));
  if (first === undefined || second === undefined || first.length < 12 || second.length < 9) return null;
  const isSet = (fields: string[], index: number) => Number(fields[index]) === 1;
  const flags: [boolean, PrinterFault][] = [
    [isSet(first, 1), 'PAPER_OUT'],
    [isSet(first, 2), 'PAUSED'],
    [isSet(first, 5), 'BUFFER_FULL'],
    [isSet(first, 9), 'MEMORY_LOST'],
    [isSet(first, 10), 'TOO_COLD'],
    [isSet(first, 11), 'TOO_HOT'],
    [isSet(second, 2), 'HEAD_OPEN'],
    [isSet(second, 3), 'RIBBON_OUT'],
  ];
  const formatsInBuffer = Number(first[4]);
  const labelsLeft = Number(second[8]);
  if (!Number.isInteger(formatsInBuffer) || !Number.isInteger(labelsLeft)) return null;
  const faults = flags.flatMap(([set, fault]) => (set ? [fault] : []));
  return { faults, formatsInBuffer, labelsLeft, partialFormat: isSet(first, 7) };
}

const errorBits: readonly [number, PrinterFault][] = [
  [0x01, 'PAPER_OUT'],
  [0x02, 'RIBBON_OUT'],
  [0x04, 'HEAD_OPEN'],
  [0x08, 'CUTTER_FAULT'],
  [0x10, 'TOO_HOT'],
  [0x20, 'TOO_HOT'],
  [0x40, 'HEAD_FAULT'],
  [0x80, 'HEAD_FAULT'],
];

const ERRORS = /ERRORS:\s*([01])\s+([0-9A-F]{8})\s+([0-9A-F]{8})/i;

/** True when the answer to ~HQES is complete: the warnings come last. */
export function isErrorReportComplete(reply: string): boolean {
  return /WARNINGS:\s*[01]\s+[0-9A-F]{8}\s+[0-9A-F]{8}/i.test(reply);
}

/**
 * Reads the answer to ~HQES: `ERRORS: f 00000000 gggggggg`, nibble 1 media 1, ribbon 2, head 4, cutter 8; nibble 2 head
 * too hot 1, motor too hot 2, bad element 4, head detection 8. Bits beyond these are OTHER_FAULT.
 * @returns null when the answer is something else
 */
export function parseErrorReport(reply: string): PrinterFault[] | null {
  const match = ERRORS.exec(reply);
  if (match === null) return null;
  if (match[1] === '0') return [];
  const bits = Number.parseInt(match[3] ?? '0', 16);
  const known = errorBits.flatMap(([bit, fault]) => ((bits & bit) !== 0 ? [fault] : []));
  const others = bits > 0xff || Number.parseInt(match[2] ?? '0', 16) !== 0 || known.length === 0;
  return [...new Set<PrinterFault>([...known, ...(others ? (['OTHER_FAULT'] as const) : [])])];
}
