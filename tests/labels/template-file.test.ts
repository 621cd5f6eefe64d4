import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTemplateFile, writeTemplateFile } from '#backend/features/labels/template-file.ts';
import { builtInTemplates } from '#shared/features/labels/built-in-templates.ts';
import { templateDesign } from '#shared/features/labels/template.ts';
import { chequers, designOf } from '#tests/support/label-designs.ts';

const designs = builtInTemplates().map(({ id: _id, ...design }) => design);
const withPicture = designOf([
  { id: 'logo', type: 'image', x: 1, y: 1, width: 10, height: 10, picture: chequers(600, 600) },
]);

/** The file of a design, changed as somebody with a text editor would. */
function forged(change: (template: Record<string, unknown>) => void): string {
  const file = JSON.parse(writeTemplateFile(structuredClone(withPicture), null)) as {
    template: Record<string, unknown>;
  };
  change(file.template);
  return JSON.stringify(file);
}

const textSaying = (value: string) => ({ id: 't', type: 'text', x: 1, y: 1, width: 40, height: 5, value, sizeMm: 3 });

describe('a template that is carried to another inventory', () => {
  test('[V4] comes back as it was', () => {
    for (const design of [...designs, withPicture]) {
      expect(readTemplateFile(writeTemplateFile(design, 'laptop'))).toEqual({
        ok: true,
        categoryKey: 'laptop',
        design,
      });
    }
  });

  test.for([
    '{{asset.password}}',
    '{asset.password}',
    '{password}',
    '{{constructor.constructor("return process")()}}',
    '{__proto__}',
    '{constructor}',
    '{tag',
    'tag}',
    '[[{tag}]]',
    '${tag}{',
    '{field:}',
  ])('[V4] is refused when it asks for %s', (value) => {
    const read = readTemplateFile(forged((template) => (template['elements'] = [textSaying(value)])));
    expect(read).toMatchObject({ ok: false, reason: 'EXPRESSION_REFUSED' });
  });

  test('[V4] has the values of its own subject only', () => {
    for (const value of ['{serial}', '{field:Memory}']) {
      const file = forged((template) => Object.assign(template, { subject: 'person', elements: [textSaying(value)] }));
      expect(readTemplateFile(file)).toMatchObject({ ok: false, reason: 'EXPRESSION_REFUSED' });
    }
  });

  test('[V4] is refused with a picture of 10,000 × 10,000 dots, or one whose dots are not there', () => {
    const picture = (columns: number, rows: number, bits: string) =>
      forged((template) => {
        template['elements'] = [
          { id: 'i', type: 'image', x: 0, y: 0, width: 5, height: 5, picture: { columns, rows, bits } },
        ];
      });
    expect(readTemplateFile(picture(10_000, 10_000, 'ff'))).toMatchObject({ ok: false, reason: 'PICTURE_TOO_LARGE' });
    expect(readTemplateFile(picture(16, 16, 'ff'))).toMatchObject({ ok: false, reason: 'NOT_A_LABEL_TEMPLATE' });
    expect(readTemplateFile(picture(8, 1, '<svg onload=alert(1)>'))).toMatchObject({ ok: false });
  });

  test('[V4] is refused when it is no template, is damaged, or is newer', () => {
    const whole = writeTemplateFile(withPicture, null);
    for (const text of ['', '[]', 'null', '{}', '{"format":"x"}', whole.slice(0, whole.length / 2), '^XA^FDx^FS^XZ'])
      expect(readTemplateFile(text), text.slice(0, 20)).toMatchObject({ ok: false, reason: 'NOT_A_LABEL_TEMPLATE' });
    expect(readTemplateFile(whole.replace('"version": 1', '"version": 2'))).toMatchObject({
      reason: 'NEWER_LABEL_TEMPLATE',
    });
    expect(readTemplateFile(`\uFEFF${whole}`)).toMatchObject({ ok: true });
  });

  test('[V4] has no room for control characters, thousands of elements or sizes beyond any label', () => {
    const many = Array.from({ length: 51 }, (_, index) => ({ ...textSaying('x'), id: `t${index}` }));
    for (const change of [
      { elements: [textSaying('a\u001b%-12345X@PJL')] },
      { elements: [textSaying('a\u0000')] },
      { elements: many },
      { widthMm: 1e9 },
      { heightMm: Number.NaN },
      { elements: [{ ...textSaying('x'), sizeMm: 1e308 }] },
      { elements: [textSaying('x'), textSaying('x')] },
    ])
      expect(readTemplateFile(forged((template) => Object.assign(template, change)))).toMatchObject({ ok: false });
  });

  test('[V4] never throws and never gets past the schema, whatever the file holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `{"format":"quartermaster-label-template","version":1,"template":${json}}`),
        ),
        (text) => {
          const read = readTemplateFile(text);
          if (read.ok) expect(templateDesign.safeParse(read.design).success).toBe(true);
        },
      ),
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
    readTemplateFile(
      '{"__proto__":{"polluted":1},"format":"quartermaster-label-template","version":1,"template":{"__proto__":{"polluted":1}}}',
    );
    expect('polluted' in {}).toBe(false);
  });
});
