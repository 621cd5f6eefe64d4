import { Button, Group, Loader, Select, Stack, Table, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isClosed } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import { dataClasses } from '#shared/features/incidents/response.ts';
import type { DataClass } from '#shared/features/incidents/response.ts';
import type { AssetPosture, PostureFacts } from '#shared/features/security/posture.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { checkLook, standingLook } from './check-look.ts';
import { ReadingForm } from './ReadingForm.tsx';
import { ruleText } from './rule-text.ts';
import { ScoreLine } from './ScoreLine.tsx';
import classes from './security.module.css';

interface AssetSecurityProps {
  asset: { id: number; tag: string; status: AssetStatus };
}

/** How safe one device is, how it came to that, and where it has to be kept. */
export function AssetSecurity({ asset }: AssetSecurityProps) {
  return (
    <Stack gap="md">
      <Posture asset={asset} />
      <Keeping asset={asset} />
    </Stack>
  );
}

function Posture({ asset }: AssetSecurityProps) {
  const mayEdit = useMay()('asset.edit') && !isClosed(asset.status);
  const [reading, setReading] = useState(false);
  const { data } = useQuery(rpc.security.postureOf.queryOptions({ input: { assetId: asset.id } }));
  if (data === undefined) return <Loader size="sm" />;
  return (
    <Panel
      title={t('security.deviceSecurity')}
      actions={
        mayEdit ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => setReading(true)}
          >
            {t('security.addReading')}
          </Button>
        ) : null
      }
    >
      <Stack gap="md">
        <Group gap="md">
          <span className={classes['score']} role="status" aria-label={t('security.score')}>
            {data.score === null ? '–' : formatNumber(data.score)}
          </span>
          <StatusBadge {...standingLook(data)} />
          <Text size="sm" c="dimmed">
            {t(data.inScope ? 'security.byPolicy' : 'security.notJudged', { version: data.policyVersion })}
          </Text>
        </Group>
        <ul className={classes['checks']} aria-label={t('security.checks')}>
          {data.checks.map(({ check, state }) => (
            <li key={check}>
              <span>
                {word('postureCheck', check)}
                <Text size="xs" c="dimmed">
                  {factText(check, data.facts)}
                </Text>
              </span>
              <StatusBadge {...checkLook[state]} label={word('checkState', state)} />
            </li>
          ))}
        </ul>
        {data.trend.length < 2 ? null : (
          <ScoreLine
            label={t('security.trendOf', { tag: asset.tag })}
            points={data.trend.map(({ day, score }) => ({ day, value: score }))}
            text={t('security.readingsCount', { count: data.trend.length })}
          />
        )}
        <Readings posture={data} />
      </Stack>
      {reading ? <ReadingForm asset={asset} onClose={() => setReading(false)} /> : null}
    </Panel>
  );
}

/** What is known behind a check. */
function factText(check: AssetPosture['checks'][number]['check'], facts: PostureFacts): string {
  switch (check) {
    case 'encryption':
      return facts.encryption === null ? '' : word('encryptionState', facts.encryption);
    case 'antivirus':
      return facts.antivirus === null ? '' : word('antivirusState', facts.antivirus);
    case 'patches':
      return [facts.patchLevel, facts.patchedOn === null ? null : formatDay(facts.patchedOn)]
        .filter((part) => part !== null)
        .join(' · ');
    case 'mdm':
      return facts.mdm === null ? '' : word('mdmState', facts.mdm);
    case 'screenLock':
      return facts.screenLock === null ? '' : word('screenLockState', facts.screenLock);
    case 'contact':
      return facts.contactOn === null ? '' : formatDay(facts.contactOn);
  }
}

function Readings({ posture: { readings, checks } }: { posture: AssetPosture }) {
  if (readings.length === 0) return null;
  return (
    <Table aria-label={t('security.readings')} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={120}>{t('security.readOn')}</Table.Th>
          <Table.Th>{t('security.source')}</Table.Th>
          <Table.Th>{t('security.said')}</Table.Th>
          <Table.Th w={160}>{t('security.recordedBy')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {readings.slice(0, 12).map(({ id, takenOn, source, by, ...facts }) => (
          <Table.Tr key={id}>
            <Table.Td>{formatDay(takenOn)}</Table.Td>
            <Table.Td>{source}</Table.Td>
            <Table.Td>
              {checks
                .map(({ check }) => ({ check, said: factText(check, facts) }))
                .filter(({ said }) => said !== '')
                .map(({ check, said }) => `${word('postureCheck', check)}: ${said}`)
                .join(' · ')}
            </Table.Td>
            <Table.Td>{by}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Keeping({ asset }: AssetSecurityProps) {
  const mayEdit = useMay()('asset.edit') && !isClosed(asset.status);
  const { data } = useQuery(rpc.security.keepingOf.queryOptions({ input: { assetId: asset.id } }));
  const classify = useAction(
    (dataClass: DataClass | null) => client.security.classifyAsset({ assetId: asset.id, dataClass }),
    () => announce(t('security.classified')),
  );
  if (data === undefined) return <Loader size="sm" />;
  const shown = classify.isPending ? classify.variables : data.dataClass;
  return (
    <Panel title={t('security.keeping')}>
      <Stack gap="md">
        <Select
          label={t('response.dataClass')}
          description={t('security.dataClassHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          w={320}
          clearable
          disabled={!mayEdit}
          placeholder={t('security.notClassified')}
          data={dataClasses.map((value) => ({ value, label: word('dataClass', value) }))}
          value={shown ?? null}
          onChange={(next) => classify.mutate(dataClasses.find((each) => each === next) ?? null)}
        />
        {data.rules.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('security.noRuleHere')}
          </Text>
        ) : (
          <ul className={classes['checks']} aria-label={t('security.rules')}>
            {data.rules.map((rule) => (
              <li key={rule.id}>
                <span>
                  {rule.place?.name ?? t('security.anySecure')}
                  <Text size="xs" c="dimmed">
                    {ruleText(rule)} · {word('keepingTime', rule.applies)}
                  </Text>
                </span>
                <StatusBadge
                  {...checkLook[rule.kept ? 'met' : 'failed']}
                  label={t(rule.kept ? 'security.kept' : 'security.notKept')}
                />
              </li>
            ))}
          </ul>
        )}
      </Stack>
    </Panel>
  );
}
