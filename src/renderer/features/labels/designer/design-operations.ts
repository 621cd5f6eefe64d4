import type { LabelElement, TemplateDesign } from '#shared/features/labels/template.ts';

export const alignments = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export type Alignment = (typeof alignments)[number];

/** What can be taken hold of at a selected element: its edges and corners. */
export const handles = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
export type Handle = (typeof handles)[number];

/** No element gets smaller than this in either direction, millimetres. */
const leastSize = 0.1;

/** Tenths of a millimetre are finer than any label is cut; hundredths keep what a file brought along. */
const tidy = (mm: number) => Math.round(mm * 100) / 100;

const within = (value: number, most: number) => tidy(Math.min(Math.max(0, value), Math.max(0, most)));

/** Changes the elements with these ids. */
export function mapElements(
  design: TemplateDesign,
  ids: readonly string[],
  change: (element: LabelElement) => LabelElement,
): TemplateDesign {
  const elements = design.elements.map((element) => (ids.includes(element.id) ? change(element) : element));
  return { ...design, elements };
}

/** The smallest rectangle around some elements. */
export function boundsOf(elements: readonly LabelElement[]): { x: number; y: number; width: number; height: number } {
  const x = Math.min(...elements.map((element) => element.x));
  const y = Math.min(...elements.map((element) => element.y));
  const right = Math.max(...elements.map((element) => element.x + element.width));
  const bottom = Math.max(...elements.map((element) => element.y + element.height));
  return { x, y, width: right - x, height: bottom - y };
}

export const chosenOf = (design: TemplateDesign, ids: readonly string[]) =>
  design.elements.filter(({ id }) => ids.includes(id));

/** Moves elements together; the group stops as a whole at the edge of the label. */
export function moveBy(design: TemplateDesign, ids: readonly string[], dx: number, dy: number): TemplateDesign {
  const chosen = chosenOf(design, ids);
  if (chosen.length === 0) return design;
  const bounds = boundsOf(chosen);
  const right = within(bounds.x + dx, design.widthMm - bounds.width) - bounds.x;
  const down = within(bounds.y + dy, design.heightMm - bounds.height) - bounds.y;
  return mapElements(design, ids, (element) => ({
    ...element,
    x: tidy(Math.max(0, element.x + right)),
    y: tidy(Math.max(0, element.y + down)),
  }));
}

/** Pulls one edge or corner of an element; the opposite one stays where it is. */
export function resizeBy(design: TemplateDesign, id: string, handle: Handle, dx: number, dy: number): TemplateDesign {
  return mapElements(design, [id], (element) => {
    const right = element.x + element.width;
    const bottom = element.y + element.height;
    const x = handle.includes('w') ? within(element.x + dx, right - leastSize) : element.x;
    const y = handle.includes('n') ? within(element.y + dy, bottom - leastSize) : element.y;
    const farX = handle.includes('e') ? Math.min(design.widthMm, Math.max(right + dx, x + leastSize)) : right;
    const farY = handle.includes('s') ? Math.min(design.heightMm, Math.max(bottom + dy, y + leastSize)) : bottom;
    return { ...element, x, y, width: tidy(farX - x), height: tidy(farY - y) };
  });
}

/** Lines elements up with each other; a single one with the label. */
export function align(design: TemplateDesign, ids: readonly string[], how: Alignment): TemplateDesign {
  const chosen = chosenOf(design, ids);
  const frame = chosen.length > 1 ? boundsOf(chosen) : { x: 0, y: 0, width: design.widthMm, height: design.heightMm };
  return mapElements(design, ids, (element) => {
    const freeX = frame.width - element.width;
    const freeY = frame.height - element.height;
    const places: Readonly<Record<Alignment, Partial<{ x: number; y: number }>>> = {
      left: { x: frame.x },
      centre: { x: frame.x + freeX / 2 },
      right: { x: frame.x + freeX },
      top: { y: frame.y },
      middle: { y: frame.y + freeY / 2 },
      bottom: { y: frame.y + freeY },
    };
    const at = { x: element.x, y: element.y, ...places[how] };
    return { ...element, x: tidy(Math.max(0, at.x)), y: tidy(Math.max(0, at.y)) };
  });
}

/** An id that the design does not have yet, from the kind of the element. */
function freeId(design: TemplateDesign, kind: string): string {
  for (let count = 1; ; count += 1) {
    const id = `${kind}-${count}`;
    if (design.elements.every((element) => element.id !== id)) return id;
  }
}

const firstValue = ({ subject }: TemplateDesign) => (subject === 'asset' ? '{tag}' : '{code}');

/** A new element in the middle of the label, with a size that makes sense there. */
export function addElement(
  design: TemplateDesign,
  type: Exclude<LabelElement['type'], 'image'>,
): { design: TemplateDesign; id: string } {
  const id = freeId(design, type);
  const { widthMm, heightMm } = design;
  const room = (width: number, height: number) => {
    const w = Math.min(widthMm, width);
    const h = Math.min(heightMm, height);
    return { x: tidy((widthMm - w) / 2), y: tidy((heightMm - h) / 2), width: tidy(w), height: tidy(h) };
  };
  const made: Readonly<Record<typeof type, LabelElement>> = {
    text: {
      id,
      type: 'text',
      ...room(30, 4),
      value: '{name}',
      sizeMm: 3,
      minSizeMm: 2,
      bold: false,
      align: 'left',
      lines: 1,
      overflow: 'ellipsis',
    },
    barcode: {
      id,
      type: 'barcode',
      ...room(14, 14),
      symbology: 'qr',
      value: firstValue(design),
      maxModuleMm: 0.5,
    },
    line: { id, type: 'line', ...room(widthMm * 0.8, 0.2) },
    box: { id, type: 'box', ...room(20, 10), strokeMm: 0.3 },
  };
  return { design: { ...design, elements: [...design.elements, made[type]] }, id };
}

/** A picture in the middle of the label, a third of its height. */
export function addPicture(
  design: TemplateDesign,
  picture: Extract<LabelElement, { type: 'image' }>['picture'],
): { design: TemplateDesign; id: string } {
  const id = freeId(design, 'image');
  const height = design.heightMm / 3;
  const width = Math.min(design.widthMm, (height * picture.columns) / picture.rows);
  const place = { x: tidy((design.widthMm - width) / 2), y: tidy(height), width: tidy(width), height: tidy(height) };
  return { design: { ...design, elements: [...design.elements, { id, type: 'image', ...place, picture }] }, id };
}

/** Copies of elements, a millimetre further right and down. */
export function duplicate(design: TemplateDesign, ids: readonly string[]): { design: TemplateDesign; ids: string[] } {
  let next = design;
  const added: string[] = [];
  for (const element of chosenOf(design, ids)) {
    const id = freeId(next, element.type);
    added.push(id);
    next = { ...next, elements: [...next.elements, { ...element, id }] };
  }
  return { design: moveBy(next, added, 1, 1), ids: added };
}

/** A template has at least one element: the last one stays. */
export function removeElements(design: TemplateDesign, ids: readonly string[]): TemplateDesign {
  const elements = design.elements.filter(({ id }) => !ids.includes(id));
  return elements.length === 0 ? design : { ...design, elements };
}

/** Moves an element one place towards the top of the list or the bottom. */
export function reorder(design: TemplateDesign, id: string, by: -1 | 1): TemplateDesign {
  const from = design.elements.findIndex((element) => element.id === id);
  const to = from + by;
  const element = design.elements[from];
  if (element === undefined || to < 0 || to >= design.elements.length) return design;
  const elements = design.elements.toSpliced(from, 1).toSpliced(to, 0, element);
  return { ...design, elements };
}
