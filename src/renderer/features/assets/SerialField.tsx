import { Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { t } from '#renderer/ui/text/t.ts';
import type { AssetFormValues } from './asset-form-values.ts';

/** Says at once when another asset carries the serial already, and leads there. */
export function SerialField({ form, assetId }: { form: UseFormReturnType<AssetFormValues>; assetId: number | null }) {
  const [serial] = useDebouncedValue(form.values.serial.trim(), 250);
  const owners = useQuery(
    rpc.assets.serialOwners.queryOptions({ input: { serial }, enabled: serial.length >= 3 }),
  ).data;
  const others = serial.length < 3 ? [] : (owners ?? []).filter(({ id }) => id !== assetId);
  const first = others[0];
  return (
    <div>
      <ScanField
        label={t('field.serial')}
        data-autofocus
        {...form.getInputProps('serial')}
        onScan={(code) => form.setFieldValue('serial', code)}
      />
      {first === undefined ? null : (
        <Text size="xs" mt={3} role="alert" style={{ color: 'var(--qm-warn)' }}>
          {t('assets.serialKnown')} <EntityLink href={hrefTo(`/assets/${first.id}`)}>{first.name}</EntityLink>
        </Text>
      )}
    </div>
  );
}
