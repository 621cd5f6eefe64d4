import { expect, test } from 'vitest';
import type { TemplateRow } from '#shared/features/labels/template-contract.ts';
import { preferredTemplate, templatesFor } from './choose-template.ts';

const row = (id: string, subject: TemplateRow['subject'], category: number | null): TemplateRow => ({
  id,
  name: id,
  subject,
  widthMm: 50,
  heightMm: 25,
  dpi: 203,
  category: category === null ? null : { id: category, name: String(category) },
  builtIn: false,
  changedAt: null,
  operator: null,
});
const categories = [
  { id: 1, parentId: null },
  { id: 2, parentId: 1 },
  { id: 3, parentId: null },
];
const templates = [
  row('any', 'asset', null),
  row('others', 'asset', 3),
  row('computers', 'asset', 1),
  row('bin', 'bin', null),
];

test('[V4] a template for the category of all chosen assets, or one above it, is offered first', () => {
  expect(templatesFor(templates, 'asset', [2, 1], categories).map(({ id }) => id)).toEqual([
    'computers',
    'any',
    'others',
  ]);
  expect(templatesFor(templates, 'asset', [2, 3], categories).map(({ id }) => id)).toEqual([
    'any',
    'others',
    'computers',
  ]);
  expect(templatesFor(templates, 'asset', [], categories)[0]?.id).toBe('any');
});

test('[V4] a place is printed as a place or as a bin, never as an asset', () => {
  expect(templatesFor(templates, 'place', [], categories).map(({ id }) => id)).toEqual(['bin']);
  expect(templatesFor(templates, 'person', [], categories)).toEqual([]);
});

test('[V4] what was used last is used again, but a template just for the category comes before', () => {
  const laptops = templatesFor(templates, 'asset', [2], categories);
  expect(preferredTemplate(laptops, 'any', true)?.id).toBe('computers');
  const others = templatesFor(templates, 'asset', [], categories);
  expect(preferredTemplate(others, 'others', false)?.id).toBe('others');
  expect(preferredTemplate(others, 'gone', false)?.id).toBe('any');
  expect(preferredTemplate([], 'any', false)).toBeNull();
});
