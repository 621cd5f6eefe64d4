import { Group, Select, TextInput } from '@mantine/core';
import { gs1Numbering } from '#shared/features/assets/tag-scheme.ts';
import type { TagScheme } from '#shared/features/assets/tag-scheme.ts';
import { t } from '#renderer/ui/text/t.ts';

interface TagGs1FieldsProps {
  gs1: TagScheme['gs1'];
  change: (gs1: TagScheme['gs1']) => void;
}

const names = { 'giai-96': 'GIAI-96', 'giai-202': 'GIAI-202', 'grai-96': 'GRAI-96' } as const;

/** Numbers of GS1 beside the tags, for RFID. */
export function TagGs1Fields({ gs1, change }: TagGs1FieldsProps) {
  const { companyPrefix, assetType, scheme } = gs1Numbering.shape;
  return (
    <Group grow align="start">
      <Select
        label={t('setup.gs1')}
        placeholder={t('setup.gs1None')}
        clearable
        data={Object.entries(names).map(([value, label]) => ({ value, label }))}
        value={gs1?.scheme ?? null}
        onChange={(value) =>
          change(
            value === null
              ? null
              : { companyPrefix: '', assetType: '', filter: 0, ...gs1, scheme: scheme.parse(value) },
          )
        }
      />
      {gs1 === null ? null : (
        <TextInput
          label={t('setup.gs1Prefix')}
          inputMode="numeric"
          value={gs1.companyPrefix}
          error={companyPrefix.safeParse(gs1.companyPrefix).success ? null : t('setup.gs1PrefixRule')}
          onChange={(event) => change({ ...gs1, companyPrefix: event.currentTarget.value.trim() })}
        />
      )}
      {gs1?.scheme === 'grai-96' ? (
        <TextInput
          label={t('setup.gs1AssetType')}
          inputMode="numeric"
          value={gs1.assetType}
          error={assetType.safeParse(gs1.assetType).success ? null : t('issue.ASSET_TYPE_LENGTH')}
          onChange={(event) => change({ ...gs1, assetType: event.currentTarget.value.trim() })}
        />
      ) : null}
    </Group>
  );
}
