/** Sent to a field marked `data-scan-field` when a scan arrives while it has the focus; the detail is the code. */
export const scanEventName = 'quartermaster:scan';

function isScanTarget(element: Element | null): element is HTMLInputElement {
  return element instanceof HTMLInputElement && element.dataset['scanField'] !== undefined;
}

/** A scan as a page that takes all scans for itself gets it. */
export interface TakenScan {
  readonly text: string;
  readonly usText: string;
  /** AIM symbology identifier without the bracket. */
  readonly symbology: string | null;
}
type ScanTaker = (scan: TakenScan) => void;

let taker: ScanTaker | null = null;

/** Gives every scan to this page instead of the desk and of any field, until the returned function is called. */
export function takeScans(take: ScanTaker): () => void {
  taker = take;
  return () => {
    if (taker === take) taker = null;
  };
}

/** Brings a scan, whatever read it, to the page that takes all, to the field that waits for one, or to the desk. */
export function deliverScan<Scan extends TakenScan>(
  scan: Scan,
  field: Element | null,
  toDesk: (scan: Scan) => void,
): void {
  if (taker !== null) taker(scan);
  else if (isScanTarget(field)) field.dispatchEvent(new CustomEvent(scanEventName, { detail: scan.text.trim() }));
  else toDesk(scan);
}
