import type { AssetRow } from '#shared/features/assets/model.ts';
import { builtInTemplate } from '#shared/features/labels/built-in-templates.ts';
import { layoutLabel } from '#shared/features/labels/layout.ts';
import type { Dpi, LabelLayout, LayoutResult } from '#shared/features/labels/layout.ts';
import type { LabelTemplate, LabelValues } from '#shared/features/labels/template.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { assetRowOf, selectAssetRows } from '#backend/features/assets/index.ts';

/** @throws Failure NOT_FOUND */
export function templateOf(id: string): LabelTemplate {
  const template = builtInTemplate(id);
  if (!template) throw notFound('template', id);
  return template;
}

export interface AssetLabel {
  assetId: number;
  tag: string;
  layout: LabelLayout;
}

/**
 * Lays out one label for each asset, in the order in which they were asked for.
 *
 * @throws Failure LABEL_DOES_NOT_FIT with the first asset whose label would not scan; NO_ASSETS.
 */
export async function layoutAssets(
  db: Db,
  assetIds: readonly number[],
  templateId: string,
  dpi: Dpi,
): Promise<AssetLabel[]> {
  const template = templateOf(templateId);
  const owner = (await readSetting(db, organisationSetting)).name;
  const byId = new Map<number, AssetRow>();
  for (let start = 0; start < assetIds.length; start += 500) {
    const rows = await selectAssetRows(db)
      .where('asset.id', 'in', assetIds.slice(start, start + 500))
      .execute();
    for (const row of rows) byId.set(row.id, assetRowOf(row, false));
  }
  const labels = assetIds.flatMap((id) => {
    const asset = byId.get(id);
    return asset
      ? [
          {
            assetId: id,
            tag: asset.tag,
            layout: fitting(asset.tag, layoutLabel(template, valuesOf(asset, owner), dpi)),
          },
        ]
      : [];
  });
  if (labels.length === 0) throw new Failure('NO_ASSETS');
  return labels;
}

function fitting(tag: string, result: LayoutResult): LabelLayout {
  if (result.ok) return result.layout;
  const [problem] = result.problems;
  throw new Failure('LABEL_DOES_NOT_FIT', {
    tag,
    problem: problem?.code ?? 'NOT_ENCODABLE',
    neededMm: problem?.neededMm ?? 0,
    availableMm: problem?.availableMm ?? 0,
  });
}

export function valuesOf(asset: AssetRow, owner: string): LabelValues {
  return {
    tag: asset.tag,
    code: asset.tag,
    name: asset.name,
    model: [asset.manufacturer, asset.model].filter(Boolean).join(' '),
    serial: asset.serial,
    owner,
    category: asset.category.name,
    department: asset.department,
    place: asset.place?.name ?? null,
  };
}

/** What a template shows before anything is chosen. */
export function sampleValues(owner: string): LabelValues {
  return {
    tag: 'IT-000123',
    code: 'IT-000123',
    name: 'ThinkPad T14 Gen 5',
    model: 'Lenovo ThinkPad T14 Gen 5',
    serial: '5CG1234XYZ',
    owner,
    category: 'Laptops',
    department: 'Engineering',
    place: 'Room 202',
  };
}
