/** Sent to a field marked `data-scan-field` when a scan arrives while it has the focus; the detail is the code. */
export const scanEventName = 'quartermaster:scan';

export function isScanTarget(element: Element | null): element is HTMLInputElement {
  return element instanceof HTMLInputElement && element.dataset['scanField'] !== undefined;
}
