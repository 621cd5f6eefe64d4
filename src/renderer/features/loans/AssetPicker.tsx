import { ActionIcon, Group, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { AssetSelect } from '#renderer/features/assets/AssetSelect.tsx';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './loans.module.css';

export interface PickedAsset {
  id: number;
  tag: string;
  name: string;
}

interface AssetPickerProps {
  label: string;
  picked: readonly PickedAsset[];
  onChange: (picked: PickedAsset[]) => void;
}

/** Assets that belong together: found one by one, taken out again one by one. */
export function AssetPicker({ label, picked, onChange }: AssetPickerProps) {
  const add = useAction(
    (id: number) => client.assets.get({ id }),
    ({ id, tag, name }) => onChange([...picked.filter((each) => each.id !== id), { id, tag, name }]),
  );
  return (
    <Stack gap={6}>
      <AssetSelect
        // Chosen is added: the field is empty again for the next one.
        key={picked.length}
        label={label}
        except={0}
        value={null}
        onChange={(id) => {
          if (id !== null) add.mutate(Number(id));
        }}
      />
      <ul className={classes['picked']} aria-label={label}>
        {picked.map((asset) => (
          <li key={asset.id}>
            <Group gap="xs" wrap="nowrap">
              <Text fw={600} size="sm">
                {asset.tag}
              </Text>
              <Text size="sm" c="dimmed" truncate flex={1}>
                {asset.name}
              </Text>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={t('pool.takeOut', { tag: asset.tag })}
                onClick={() => onChange(picked.filter(({ id }) => id !== asset.id))}
              >
                <IconX size={14} />
              </ActionIcon>
            </Group>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
