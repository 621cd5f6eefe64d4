/** Sent to a field marked `data-scan-field` when a scan arrives while it has the focus; the detail is the code. */
export const scanEventName = 'quartermaster:scan';

function isScanTarget(element: Element | null): element is HTMLInputElement {
  return element !== null && element instanceof HTMLInputElement && element.dataset['scanField'] !== undefined;
}

/** A scan as a page that takes all scans for itself gets it. */
export interface TakenScan {
  readonly text: string;
  readonly usText: string;
  /** AIM symbology identifier without the bracket. */
  readonly symbology: string | null;
  /** The device that read it; none for what a keyboard typed. */
  readonly deviceId?: number;
}
type ScanTaker = (scan: TakenScan) => void;

/** The page that was opened last takes first. */
const takers: ScanTaker[] = [];
const takersOf = new Map<string, ScanTaker>();

/** Gives every scan to this page instead of the desk and of any field, until the returned function is called. */
export function takeScans(take: ScanTaker): () => void {
  takers.push(take);
  return () => {
    const at = takers.indexOf(take);
    if (at !== -1) takers.splice(at, 1);
  };
}

/** Gives this page what readers of one use read, which reaches nobody else, until the returned function is called. */
export function takeScansOf(use: string, take: ScanTaker): () => void {
  takersOf.set(use, take);
  return () => {
    if (takersOf.get(use) === take) takersOf.delete(use);
  };
}

/** Gives this page every scan, and what readers of one use read besides, until the returned function is called. */
export function takeScansHereAndOf(use: string, take: ScanTaker): () => void {
  const ends = [takeScans(take), takeScansOf(use, take)];
  return () => {
    for (const end of ends) end();
  };
}

/** Brings a scan, whatever read it, to the page that takes all, to the field that waits for one, or to the desk. */
export function deliverScan<Scan extends TakenScan>(
  scan: Scan,
  field: Element | null,
  toDesk: (scan: Scan) => void,
): void {
  const taker = takers.at(-1);
  if (taker !== undefined) taker(scan);
  else if (isScanTarget(field)) field.dispatchEvent(new CustomEvent(scanEventName, { detail: scan.text.trim() }));
  else toDesk(scan);
}

/** Brings a scan to the page that takes what readers of this use read. @returns whether such a page is open */
export function deliverTo(use: string, scan: TakenScan): boolean {
  const taker = takersOf.get(use);
  taker?.(scan);
  return taker !== undefined;
}
