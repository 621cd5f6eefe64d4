/** What a field held before a scan began to type into it. */
export interface FieldSnapshot {
  readonly element: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
  readonly selection: readonly [number, number] | null;
}

export function isEditable(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  if (element instanceof HTMLTextAreaElement) return true;
  return (
    element instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range', 'file'].includes(element.type)
  );
}

export function snapshotOf(element: Element | null): FieldSnapshot | null {
  if (!isEditable(element)) return null;
  const { selectionStart: start, selectionEnd: end } = element;
  return { element, value: element.value, selection: start === null || end === null ? null : [start, end] };
}

/** Puts a field back. The setter of the prototype and an input event, so that controlled inputs follow. */
export function restore({ element, value, selection }: FieldSnapshot): void {
  if (element.value !== value) {
    const prototype =
      element instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value);
    element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'historyUndo' }));
  }
  if (selection !== null) element.setSelectionRange(...selection);
}

/** Fields whose content nobody may see: what is typed there is never taken for a scan. */
export function isSecret(element: Element | null): boolean {
  return element instanceof HTMLInputElement && /password/.test(`${element.type} ${element.autocomplete}`);
}
