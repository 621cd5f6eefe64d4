import {
  Button,
  Checkbox,
  Group,
  Loader,
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { postureChecks } from '#shared/features/security/posture.ts';
import type { PolicyVersion } from '#shared/features/security/posture.ts';
import { useCategoryChoices } from '#renderer/features/assets/use-register-choices.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant, formatPercent } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** By what devices are judged, and what it was before. */
export function PolicyPanel() {
  const current = useQuery(rpc.security.posturePolicy.queryOptions()).data;
  const versions = useQuery(rpc.security.posturePolicyVersions.queryOptions()).data ?? [];
  return (
    <Stack gap="md">
      <Panel title={t('security.policy')}>
        {current === undefined ? <Loader size="sm" /> : <Policy key={current.version} current={current} />}
      </Panel>
      <Panel title={t('security.versions')} flush>
        <Table aria-label={t('security.versions')} verticalSpacing={6}>
          <Table.Tbody>
            {versions.map(({ version, note, savedAt, savedBy }) => (
              <Table.Tr key={version}>
                <Table.Td w={110} fw={600}>
                  {t('security.versionNumber', { number: version })}
                </Table.Td>
                <Table.Td>
                  {note === '' ? t(version === 0 ? 'security.versionFirst' : 'security.noNote') : note}
                </Table.Td>
                <Table.Td w={180}>{savedBy ?? '–'}</Table.Td>
                <Table.Td w={180}>{savedAt === null ? '–' : formatInstant(savedAt)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Panel>
    </Stack>
  );
}

function Policy({ current: { policy, version } }: { current: PolicyVersion }) {
  const locked = !useMay()('settings.edit');
  const categories = useCategoryChoices();
  const [value, setValue] = useState(policy);
  const [note, setNote] = useState('');
  const save = useAction(
    () => client.security.savePosturePolicy({ policy: value, note: note.trim(), version }),
    () => announce(t('security.policySaved')),
  );
  const sum = postureChecks.reduce((total, check) => total + value.weights[check], 0);
  const whole = (next: number | string, before: number) => (typeof next === 'number' ? Math.floor(next) : before);
  const numbers = [
    { key: 'patchDays', most: 3650 },
    { key: 'contactDays', most: 3650 },
    { key: 'passing', most: 100 },
  ] as const;
  return (
    <Stack gap="md">
      <Table aria-label={t('security.weights')} verticalSpacing={4} maw={680}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('security.check')}</Table.Th>
            <Table.Th w={120}>{t('security.weight')}</Table.Th>
            <Table.Th w={90} ta="end">
              {t('security.share')}
            </Table.Th>
            <Table.Th w={200}>{t('security.required')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {postureChecks.map((check) => (
            <Table.Tr key={check}>
              <Table.Td>{word('postureCheck', check)}</Table.Td>
              <Table.Td>
                <NumberInput
                  aria-label={t('security.weightOf', { check: word('postureCheck', check) })}
                  size="xs"
                  min={0}
                  max={10}
                  allowDecimal={false}
                  disabled={locked}
                  value={value.weights[check]}
                  onChange={(next) =>
                    setValue({
                      ...value,
                      weights: { ...value.weights, [check]: whole(next, value.weights[check]) },
                    })
                  }
                />
              </Table.Td>
              <Table.Td ta="end">
                {sum === 0 ? '–' : formatPercent(Math.round((value.weights[check] * 100) / sum))}
              </Table.Td>
              <Table.Td>
                <Checkbox
                  aria-label={t('security.requiredOf', { check: word('postureCheck', check) })}
                  label={t('security.mustBeMet')}
                  size="xs"
                  disabled={locked}
                  checked={value.required.includes(check)}
                  onChange={({ currentTarget: { checked } }) =>
                    setValue({
                      ...value,
                      required: postureChecks.filter((each) =>
                        each === check ? checked : value.required.includes(each),
                      ),
                    })
                  }
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <SimpleGrid cols={{ base: 2, lg: 4 }} spacing="sm">
        {numbers.map(({ key, most }) => (
          <NumberInput
            key={key}
            label={t(`security.${key}`)}
            description={t(`security.${key}Hint`)}
            inputWrapperOrder={['label', 'input', 'description']}
            min={1}
            max={most}
            allowDecimal={false}
            disabled={locked}
            value={value[key]}
            onChange={(next) => setValue({ ...value, [key]: whole(next, value[key]) })}
          />
        ))}
        <Select
          label={t('security.unknownCounts')}
          description={t('security.unknownCountsHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          allowDeselect={false}
          disabled={locked}
          data={[
            { value: 'fails', label: t('security.unknownFails') },
            { value: 'left_out', label: t('security.unknownLeftOut') },
          ]}
          value={value.unknown}
          onChange={(next) => setValue({ ...value, unknown: next === 'left_out' ? 'left_out' : 'fails' })}
        />
      </SimpleGrid>
      <MultiSelect
        label={t('security.judged')}
        description={t('security.judgedHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        maw={680}
        searchable
        clearable
        disabled={locked}
        placeholder={value.categoryIds.length === 0 ? t('security.allThatHoldData') : ''}
        data={categories}
        value={value.categoryIds.map(String)}
        onChange={(next) => setValue({ ...value, categoryIds: next.map(Number) })}
      />
      {locked ? null : (
        <Group align="flex-end">
          <TextInput
            label={t('security.why')}
            w={420}
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button disabled={sum === 0} loading={save.isPending} onClick={() => save.mutate(undefined)}>
            {t('action.save')}
          </Button>
          {sum === 0 ? (
            <Text size="sm" c="red">
              {t('failure.NOTHING_ASKED')}
            </Text>
          ) : null}
        </Group>
      )}
    </Stack>
  );
}
