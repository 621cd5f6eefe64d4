import { asset25x12, asset50x25, asset50x25Qr } from './built-in-asset-templates.ts';
import { article50x25, bin50x25, command86x54, kit50x25 } from './built-in-desk-templates.ts';
import { templateFrom, type LabelTemplate, type LabelTemplateInput } from './template.ts';

const person50x25: LabelTemplateInput = {
  id: 'person-50x25',
  name: 'person-50x25',
  subject: 'person',
  widthMm: 50,
  heightMm: 25,
  elements: [
    { id: 'owner', type: 'text', x: 2.5, y: 1.2, width: 45, height: 2.4, value: '{owner}', sizeMm: 2.1 },
    {
      id: 'name',
      type: 'text',
      x: 2.5,
      y: 3.8,
      width: 45,
      height: 5,
      value: '{name}',
      sizeMm: 4.4,
      minSizeMm: 2.8,
      bold: true,
    },
    {
      id: 'department',
      type: 'text',
      x: 2.5,
      y: 8.6,
      width: 45,
      height: 2.6,
      value: '{department}',
      sizeMm: 2.3,
      minSizeMm: 2,
    },
    { id: 'barcode', type: 'barcode', x: 0, y: 12, width: 50, height: 8.4, symbology: 'code128', value: '{code}' },
    {
      id: 'code',
      type: 'text',
      x: 2.5,
      y: 20.8,
      width: 45,
      height: 3,
      value: '{code}',
      sizeMm: 2.8,
      minSizeMm: 2,
      bold: true,
      align: 'center',
      overflow: 'shrink',
    },
  ],
};

const place50x25: LabelTemplateInput = {
  id: 'place-50x25',
  name: 'place-50x25',
  subject: 'place',
  widthMm: 50,
  heightMm: 25,
  elements: [
    {
      id: 'qr',
      type: 'barcode',
      x: 0,
      y: 1.4,
      width: 22.2,
      height: 22.2,
      symbology: 'qr',
      value: '{code}',
      maxModuleMm: 0.76,
    },
    {
      id: 'code',
      type: 'text',
      x: 22.2,
      y: 3,
      width: 26.3,
      height: 7,
      value: '{code}',
      sizeMm: 6,
      minSizeMm: 2.4,
      bold: true,
      lines: 2,
      overflow: 'shrink',
    },
    { id: 'rule', type: 'line', x: 22.2, y: 11.2, width: 26.3, height: 0.2 },
    {
      id: 'name',
      type: 'text',
      x: 22.2,
      y: 11.9,
      width: 26.3,
      height: 7,
      value: '{name}',
      sizeMm: 3,
      minSizeMm: 2.2,
      bold: true,
      lines: 2,
    },
    {
      id: 'owner',
      type: 'text',
      x: 22.2,
      y: 20,
      width: 26.3,
      height: 2.4,
      value: '{owner}',
      sizeMm: 2.1,
      minSizeMm: 1.8,
    },
  ],
};

const designs = [
  asset50x25,
  asset50x25Qr,
  asset25x12,
  person50x25,
  place50x25,
  bin50x25,
  article50x25,
  kit50x25,
  command86x54,
];

let checked: readonly LabelTemplate[] | null = null;

/**
 * The templates that come with the application, checked when they are first asked for. Each is named by its id, for
 * which the resource files have words (`labelTemplate.…`), and nothing on it is in any language.
 */
export function builtInTemplates(): readonly LabelTemplate[] {
  checked ??= designs.map(templateFrom);
  return checked;
}

/** Finds a built-in template by its id. */
export function builtInTemplate(id: string): LabelTemplate | undefined {
  return builtInTemplates().find((template) => template.id === id);
}
