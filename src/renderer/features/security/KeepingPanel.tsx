import { ActionIcon, Button, Group, Loader, Stack, Table, Text } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeepingRule, Misplaced } from '#shared/features/security/keeping.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { RuleForm } from './RuleForm.tsx';
import { ruleText } from './rule-text.ts';

/** What does not stand where it has to be kept, by which rules, and which places are secure. */
export function KeepingPanel() {
  return (
    <Stack gap="md">
      <MisplacedList />
      <Rules />
      <Places />
    </Stack>
  );
}

function MisplacedList() {
  const query = useQuery(rpc.security.listMisplaced.queryOptions({ input: {} }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" />;
  const { rows, total } = query.data;
  return (
    <Panel title={t('security.misplaced', { count: total })} flush>
      {rows.length === 0 ? (
        <EmptyState title={t('security.allKept')}>{t('security.allKeptHint')}</EmptyState>
      ) : (
        <Table aria-label={t('security.misplacedAssets')} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('field.asset')}</Table.Th>
              <Table.Th>{t('field.category')}</Table.Th>
              <Table.Th>{t('security.standsAt')}</Table.Th>
              <Table.Th>{t('security.mustBe')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <MisplacedRow key={row.asset.id} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

function MisplacedRow({ row: { asset, category, place, custodian, rules } }: { row: Misplaced }) {
  return (
    <Table.Tr>
      <Table.Td>
        <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{asset.tag}</EntityLink>
        <Text size="xs" c="dimmed">
          {asset.name}
        </Text>
      </Table.Td>
      <Table.Td>{category}</Table.Td>
      <Table.Td>{custodian ?? place ?? t('desk.noPlace')}</Table.Td>
      <Table.Td>
        {rules.map((rule) => (
          <Text key={rule.id} size="sm">
            {rule.place?.name ?? t('security.anySecure')} · {ruleText(rule)}
          </Text>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}

function Rules() {
  const mayEdit = useMay()('settings.edit');
  const [editing, setEditing] = useState<KeepingRule | 'new' | null>(null);
  const { data = [] } = useQuery(rpc.security.listRules.queryOptions());
  const end = useAction(
    ({ id, version }: KeepingRule) => client.security.endRule({ id, version }),
    () => announce(t('security.ruleEnded')),
  );
  return (
    <Panel
      title={t('security.rules')}
      flush
      actions={
        mayEdit ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => setEditing('new')}
          >
            {t('security.addRule')}
          </Button>
        ) : null
      }
    >
      {data.length === 0 ? (
        <EmptyState title={t('security.noRules')}>{t('security.noRulesHint')}</EmptyState>
      ) : (
        <Table aria-label={t('security.rules')} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('security.about')}</Table.Th>
              <Table.Th>{t('security.keptIn')}</Table.Th>
              <Table.Th>{t('security.applies')}</Table.Th>
              <Table.Th>{t('security.otherwise')}</Table.Th>
              <Table.Th w={110} ta="end">
                {t('security.broken')}
              </Table.Th>
              {mayEdit ? (
                <Table.Th w={90}>
                  <span className="visually-hidden">{t('table.actions')}</span>
                </Table.Th>
              ) : null}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.map((rule) => (
              <Table.Tr key={rule.id}>
                <Table.Td>
                  {ruleText(rule)}
                  {rule.note === '' ? null : (
                    <Text size="xs" c="dimmed">
                      {rule.note}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{rule.place?.name ?? t('security.anySecure')}</Table.Td>
                <Table.Td>{word('keepingTime', rule.applies)}</Table.Td>
                <Table.Td>{t(rule.strict ? 'security.refused' : 'security.flagged')}</Table.Td>
                <Table.Td ta="end" fw={rule.broken > 0 ? 600 : 400}>
                  {formatNumber(rule.broken)}
                </Table.Td>
                {mayEdit ? (
                  <Table.Td>
                    <Group gap={4} wrap="nowrap" justify="flex-end">
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={t('security.editRule', { rule: ruleText(rule) })}
                        onClick={() => setEditing(rule)}
                      >
                        <IconPencil size={16} />
                      </ActionIcon>
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={t('security.endRule', { rule: ruleText(rule) })}
                        onClick={() => end.mutate(rule)}
                      >
                        <IconTrash size={16} />
                      </ActionIcon>
                    </Group>
                  </Table.Td>
                ) : null}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {editing === null ? null : (
        <RuleForm rule={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Panel>
  );
}

function Places() {
  const { data = [] } = useQuery(rpc.security.listSecurePlaces.queryOptions());
  return (
    <Panel title={t('security.places')} flush>
      {data.length === 0 ? (
        <EmptyState title={t('security.noPlaces')}>{t('security.noPlacesHint')}</EmptyState>
      ) : (
        <Table aria-label={t('security.places')} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('security.place')}</Table.Th>
              <Table.Th>{t('security.lock')}</Table.Th>
              <Table.Th>{t('security.seal')}</Table.Th>
              <Table.Th w={180}>{t('security.sealedAt')}</Table.Th>
              <Table.Th w={110} ta="end">
                {t('security.entrants')}
              </Table.Th>
              <Table.Th w={110} ta="end">
                {t('nav.assets')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.map(({ place, lock, seal, sealedAt, entrants, assets }) => (
              <Table.Tr key={place.id}>
                <Table.Td>
                  <EntityLink href={hrefTo('/places', { id: String(place.id) })}>{place.name}</EntityLink>
                </Table.Td>
                <Table.Td>{lock === '' ? '–' : lock}</Table.Td>
                <Table.Td>{seal ?? '–'}</Table.Td>
                <Table.Td>{sealedAt === null ? '–' : formatInstant(sealedAt)}</Table.Td>
                <Table.Td ta="end">{formatNumber(entrants)}</Table.Td>
                <Table.Td ta="end">{formatNumber(assets)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
