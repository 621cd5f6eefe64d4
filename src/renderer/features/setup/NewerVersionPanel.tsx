import { Button, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { updateAddress } from '#shared/features/application/newer-version.ts';
import type { UpdateCheck } from '#shared/features/application/newer-version.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FactList } from '#renderer/ui/FactList.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { SettingsForm } from '#renderer/ui/SettingsForm.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** Whether there is a newer version where the organisation says that versions come from. */
export function NewerVersionPanel() {
  const known = useQuery(rpc.application.newerVersion.queryOptions());
  if (known.error !== null) return <FailureAlert sentence={sentenceOfError(known.error)} />;
  return known.data === undefined ? null : <Loaded {...known.data} />;
}

interface LoadedProps {
  address: string | null;
  last: UpdateCheck | null;
}

function Loaded({ address, last }: LoadedProps) {
  const form = useForm({
    initialValues: { address: address ?? '' },
    validate: {
      address: (value) =>
        value.trim() === '' || updateAddress.safeParse(value.trim()).success ? null : t('setup.badUpdateAddress'),
    },
  });
  const save = useMutation({
    mutationFn: (value: string) => client.application.setUpdateAddress({ address: value === '' ? null : value }),
    onSuccess: (_saved, value) => {
      form.setValues({ address: value });
      form.resetDirty({ address: value });
      announce(t('setup.saved'));
    },
  });
  const check = useMutation({ mutationFn: () => client.application.checkForUpdate() });
  const failure = save.error ?? check.error;
  return (
    <SettingsForm
      title={t('setup.newVersions')}
      changed={form.isDirty()}
      busy={save.isPending}
      failure={failure === null ? null : sentenceOfError(failure)}
      save={() => form.onSubmit((values) => save.mutate(values.address.trim()))()}
    >
      <Text size="sm" c="dimmed" maw={720}>
        {t('setup.newVersionsHint')}
      </Text>
      <Group align="end" gap="xs">
        <TextInput
          label={t('setup.updateAddress')}
          placeholder={t('setup.updateAddressExample')}
          w={420}
          {...form.getInputProps('address')}
        />
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          disabled={address === null || form.isDirty()}
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          {t('setup.checkForUpdate')}
        </Button>
      </Group>
      <Answer asked={address !== null} last={last} />
    </SettingsForm>
  );
}

/** What the address told, and how to know that what was downloaded from there is what it told of. */
function Answer({ asked, last }: { asked: boolean; last: UpdateCheck | null }) {
  if (last === null) return <Text size="sm">{t(asked ? 'setup.neverCheckedForUpdate' : 'setup.noUpdateAddress')}</Text>;
  const { version, file, sha512 } = last;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600} role="status">
        {last.newer ? t('setup.newerVersion', { version }) : t('setup.newestVersion')}
      </Text>
      <FactList
        facts={[
          { label: t('setup.checkedForUpdateAt'), value: formatInstant(last.at) },
          ...(last.newer
            ? [
                { label: t('setup.updateFile'), value: file },
                { label: t('setup.updateSum'), value: <Code style={{ wordBreak: 'break-all' }}>{sha512}</Code> },
              ]
            : []),
        ]}
      />
      {last.newer ? (
        <Text size="sm" c="dimmed" maw={720}>
          {t('setup.updateHow')}
        </Text>
      ) : null}
    </Stack>
  );
}
