import type { Field, FieldValue } from '#shared/features/assets/fields.ts';
import type { Asset } from '#shared/features/assets/model.ts';
import { FactList } from '#renderer/ui/FactList.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { FieldFact } from './FieldFact.tsx';
import { groupsOf, useFields, useFieldsOfCategory } from './use-fields.ts';

/** What the category's own fields say of the asset, a panel for each group. */
export function FieldFacts({ asset }: { asset: Asset }) {
  const fields = useFieldsOfCategory(asset.category.id);
  const values = new Map(asset.fields.map((value) => [value.fieldId, value]));
  return groupsOf(fields).map(([group, members]) => (
    <Panel key={group} title={group === '' ? t('fields.further') : group}>
      <Facts asset={asset} fields={members} values={values} />
    </Panel>
  ));
}

/** Values of fields that the category does not have any more, or never had: they are kept all the same. */
export function KeptFieldFacts({ asset }: { asset: Asset }) {
  const asked = new Set(useFieldsOfCategory(asset.category.id).map(({ id }) => id));
  const values = new Map(asset.fields.map((value) => [value.fieldId, value]));
  const kept = useFields().filter(
    ({ id, type }) => values.has(id) && !asked.has(id) && !isHiddenCost(values, id, type),
  );
  if (asked.size === 0 || kept.length === 0) return null;
  return (
    <Panel title={t('fields.kept')}>
      <Facts asset={asset} fields={kept} values={values} />
    </Panel>
  );
}

function isHiddenCost(values: ReadonlyMap<number, FieldValue>, id: number, type: Field['type']): boolean {
  return type === 'money' && values.get(id)?.text === null;
}

interface FactsProps {
  asset: Asset;
  fields: readonly Field[];
  values: ReadonlyMap<number, FieldValue>;
}

function Facts({ asset, fields, values }: FactsProps) {
  return (
    <FactList
      facts={fields.map((field) => {
        const value = values.get(field.id);
        return {
          key: field.id,
          label: field.name,
          value: value === undefined ? null : <FieldFact assetId={asset.id} field={field} value={value} />,
        };
      })}
    />
  );
}
