import { Button, Checkbox, Group, Loader, Table, VisuallyHidden } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Rule, SeenName } from '#shared/features/software/recognition.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { CountTile } from '#renderer/ui/CountTile.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { SelectionBar } from '#renderer/ui/SelectionBar.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { RuleForm } from './RuleForm.tsx';
import { SessionsForm } from './SessionsForm.tsx';
import classes from './software.module.css';

/** Names that scans gave and nobody knows, the most frequent first, and the rules that tell the others apart. */
export function RecognitionPanel() {
  const mayEdit = useMay()('licence.edit');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [editing, setEditing] = useState<{ rule: Rule | null; of: SeenName | null } | null>(null);
  const [importing, setImporting] = useState(false);
  const query = useQuery(rpc.software.listUnrecognised.queryOptions());
  const adopt = useAction(
    (free: boolean) => client.software.adoptNames({ names: [...chosen], free }),
    ({ products, recognised }) => {
      setChosen(new Set());
      announce(t('licences.adopted', { count: products, recognised: formatNumber(recognised) }));
    },
  );
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" m="lg" />;
  const { names, installations, recognised, ignored } = query.data;
  const toggle = (name: string): void => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    setChosen(next);
  };
  return (
    <div className={classes['stack']}>
      <div className={classes['tiles']}>
        <CountTile label={t('licences.seen')} count={formatNumber(installations)} />
        <CountTile label={t('licences.recognised')} count={formatNumber(recognised)} />
        <CountTile label={t('licences.ignored')} count={formatNumber(ignored)} />
        <CountTile
          label={t('licences.unrecognised')}
          count={formatNumber(installations - recognised - ignored)}
          {...(installations - recognised - ignored > 0 ? { tone: 'warn' } : {})}
        />
      </div>
      <Panel
        title={t('licences.workList')}
        actions={
          <Group gap="xs">
            <Button size="compact-sm" variant="default" component="a" href={hrefTo('/import')}>
              {t('licences.importScan')}
            </Button>
            {mayEdit ? (
              <Button size="compact-sm" variant="default" onClick={() => setImporting(true)}>
                {t('licences.importUse')}
              </Button>
            ) : null}
          </Group>
        }
        flush
      >
        {names.length === 0 ? (
          <EmptyState title={t(installations === 0 ? 'software.none' : 'licences.allKnown')}>
            {t(installations === 0 ? 'software.noneHint' : 'licences.allKnownHint')}
          </EmptyState>
        ) : null}
        {chosen.size === 0 ? null : (
          <SelectionBar
            label={t('licences.workList')}
            counted={t('licences.namesChosen', { count: chosen.size })}
            clear={() => setChosen(new Set())}
          >
            <Button size="compact-sm" loading={adopt.isPending} onClick={() => adopt.mutate(false)}>
              {t('licences.adopt')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => adopt.mutate(true)}>
              {t('licences.adoptFree')}
            </Button>
          </SelectionBar>
        )}
        {names.length === 0 ? null : (
          <Table aria-label={t('licences.workList')} verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={40}>
                  <VisuallyHidden>{t('licences.chosen')}</VisuallyHidden>
                </Table.Th>
                <Table.Th>{t('licences.seenName')}</Table.Th>
                <Table.Th>{t('field.publisher')}</Table.Th>
                <Table.Th>{t('licences.versions')}</Table.Th>
                <Table.Th ta="right">{t('licences.devices')}</Table.Th>
                <Table.Th w={120}>
                  <VisuallyHidden>{t('licences.actions')}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {names.map((seen) => (
                <Table.Tr key={`${seen.name} ${seen.publisher}`}>
                  <Table.Td>
                    {mayEdit ? (
                      <Checkbox
                        size="xs"
                        aria-label={t('licences.choose', { name: seen.name })}
                        checked={chosen.has(seen.name)}
                        onChange={() => toggle(seen.name)}
                      />
                    ) : null}
                  </Table.Td>
                  <Table.Td>{seen.name}</Table.Td>
                  <Table.Td>{seen.publisher}</Table.Td>
                  <Table.Td>{seen.versions.join(', ')}</Table.Td>
                  <Table.Td ta="right" className="numbers">
                    {formatNumber(seen.devices)}
                  </Table.Td>
                  <Table.Td ta="right">
                    {mayEdit ? (
                      <Button
                        size="compact-xs"
                        variant="default"
                        aria-label={t('licences.ruleFor', { name: seen.name })}
                        onClick={() => setEditing({ rule: null, of: seen })}
                      >
                        {t('licences.addRule')}
                      </Button>
                    ) : null}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Panel>
      <Rules edit={mayEdit ? (rule) => setEditing({ rule, of: null }) : null} />
      {editing === null ? null : <RuleForm rule={editing.rule} of={editing.of} onClose={() => setEditing(null)} />}
      {importing ? <SessionsForm onClose={() => setImporting(false)} /> : null}
    </div>
  );
}

function Rules({ edit }: { edit: ((rule: Rule | null) => void) | null }) {
  const rules = useQuery(rpc.software.listRules.queryOptions()).data ?? [];
  return (
    <Panel
      title={t('licences.rules')}
      actions={
        edit === null ? null : (
          <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={() => edit(null)}>
            {t('licences.addRule')}
          </Button>
        )
      }
      flush={rules.length > 0}
    >
      {rules.length === 0 ? <p className={classes['note']}>{t('licences.noRules')}</p> : null}
      {rules.length === 0 ? null : (
        <Table aria-label={t('licences.rules')} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('licences.namePattern')}</Table.Th>
              <Table.Th>{t('field.publisher')}</Table.Th>
              <Table.Th>{t('licences.versionPattern')}</Table.Th>
              <Table.Th>{t('licences.means')}</Table.Th>
              <Table.Th ta="right">{t('licences.installations')}</Table.Th>
              <Table.Th ta="right">{t('licences.ruleVersion')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rules.map((rule) => (
              <Table.Tr key={rule.id}>
                <Table.Td>
                  {edit === null ? (
                    rule.namePattern
                  ) : (
                    <button type="button" className={classes['plain']} onClick={() => edit(rule)}>
                      {rule.namePattern}
                    </button>
                  )}
                </Table.Td>
                <Table.Td>{rule.publisherPattern}</Table.Td>
                <Table.Td>{rule.versionPattern}</Table.Td>
                <Table.Td>
                  {rule.product === null ? (
                    t('licences.isIgnored')
                  ) : (
                    <EntityLink href={hrefTo(`/licences/${rule.product.id}`)}>{rule.product.name}</EntityLink>
                  )}
                </Table.Td>
                <Table.Td ta="right" className="numbers">
                  {formatNumber(rule.installations)}
                </Table.Td>
                <Table.Td ta="right" className="numbers">
                  {formatNumber(rule.version)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
