import { Button, Group, Loader, Table, VisuallyHidden } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { findingKinds } from '#shared/features/licences/position.ts';
import type { Finding, FindingKind } from '#shared/features/licences/position.ts';
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
import { useRemembered } from '#renderer/ui/remembered.ts';
import { formatDay, formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { ExcludeForm } from './ExcludeForm.tsx';
import { Completeness } from './PositionsPanel.tsx';
import classes from './licences.module.css';

const mostShown = 300;

/** What does not fit together, each with what can be done about it, and the reports that were kept of it. */
export function CompliancePanel() {
  const mayEdit = useMay()('licence.edit');
  const [unusedDays] = useRemembered('licenceUnusedDays', '90');
  const [kind, setKind] = useState<FindingKind | null>(null);
  const [excluding, setExcluding] = useState<{ id: number; product: string } | null>(null);
  const input = { unusedDays: Number(unusedDays) };
  const query = useQuery(rpc.licences.checkCompliance.queryOptions({ input }));
  const freeze = useAction(
    () => client.licences.freezeReport(input),
    ({ number }) => announce(t('licences.frozen', { number })),
  );
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" m="lg" />;
  const { findings, completeness } = query.data;
  const countOf = (each: FindingKind): number => findings.filter((finding) => finding.kind === each).length;
  const shown = kind === null ? findings : findings.filter((finding) => finding.kind === kind);
  return (
    <div className={classes['stack']}>
      <Completeness unmatched={completeness.unmatched} />
      <div className={classes['tiles']}>
        {findingKinds.map((each) => (
          <CountTile
            key={each}
            label={word('licenceFinding', each)}
            count={formatNumber(countOf(each))}
            active={kind === each}
            {...(countOf(each) > 0
              ? { tone: each === 'unlicensed' || each === 'over_allocated' ? 'bad' : 'warn' }
              : {})}
            onClick={() => setKind(kind === each ? null : each)}
          />
        ))}
      </div>
      <Panel
        title={kind === null ? t('licences.findings') : word('licenceFinding', kind)}
        actions={
          mayEdit ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconCamera size={14} />}
              loading={freeze.isPending}
              onClick={() => freeze.mutate(undefined)}
            >
              {t('licences.freeze')}
            </Button>
          ) : null
        }
        flush
      >
        {shown.length === 0 ? (
          <EmptyState title={t('licences.compliant')}>{t('licences.compliantHint')}</EmptyState>
        ) : null}
        {shown.length === 0 ? null : (
          <div className={classes['scroll']}>
            <Table aria-label={t('licences.findings')} verticalSpacing={4}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('licences.finding')}</Table.Th>
                  <Table.Th>{t('entity.software_product')}</Table.Th>
                  <Table.Th>{t('licences.about')}</Table.Th>
                  <Table.Th>{t('licences.since')}</Table.Th>
                  <Table.Th w={280}>
                    <VisuallyHidden>{t('licences.actions')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.slice(0, mostShown).map((finding) => (
                  <Table.Tr
                    key={`${finding.kind} ${finding.installationId} ${finding.allocationId} ${finding.product.id}`}
                  >
                    <Table.Td>{word('licenceFinding', finding.kind)}</Table.Td>
                    <Table.Td>
                      <EntityLink href={hrefTo(`/licences/${finding.product.id}`)}>{finding.product.name}</EntityLink>
                    </Table.Td>
                    <Table.Td>
                      <About finding={finding} />
                    </Table.Td>
                    <Table.Td>{formatDay(finding.day)}</Table.Td>
                    <Table.Td ta="right">
                      <Actions
                        finding={finding}
                        exclude={(id) => setExcluding({ id, product: finding.product.name })}
                      />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            {shown.length > mostShown ? (
              <p className={classes['note']} style={{ padding: '8px 14px' }}>
                {t('licences.andMore', { count: shown.length - mostShown })}
              </p>
            ) : null}
          </div>
        )}
      </Panel>
      <Reports />
      {excluding === null ? null : (
        <ExcludeForm ids={[excluding.id]} name={excluding.product} onClose={() => setExcluding(null)} />
      )}
    </div>
  );
}

function About({ finding: { asset, person, name } }: { finding: Finding }) {
  return (
    <>
      {asset === null ? null : <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{asset.tag}</EntityLink>}
      {asset !== null && person !== null ? ' · ' : null}
      {person === null ? null : <EntityLink href={hrefTo(`/people/${person.id}`)}>{person.name}</EntityLink>}
      {asset === null && person === null ? name : null}
    </>
  );
}

/** What sets a finding right. */
function Actions({ finding, exclude }: { finding: Finding; exclude: (installationId: number) => void }) {
  const may = useMay();
  const { kind, installationId, allocationId, product, asset } = finding;
  const release = useAction(
    (id: number) => client.licences.release({ ids: [id] }),
    () => announce(t('licences.released', { count: 1 })),
  );
  const remove = useAction(
    (id: number) => client.software.removeInstallations({ ids: [id] }),
    () => announce(t('licences.removed', { product: product.name })),
  );
  const give = useAction(
    (assetId: number) =>
      client.licences.allocate({
        productId: product.id,
        entitlementId: null,
        holder: { kind: 'asset', id: assetId },
        seats: 1,
        project: '',
        until: null,
        overrideReason: null,
      }),
    () => announce(t('licences.given', { product: product.name })),
  );
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      {kind === 'unlicensed' && asset !== null && may('licence.assign') ? (
        <Button size="compact-xs" variant="default" onClick={() => give.mutate(asset.id)}>
          {t('licences.giveSeat')}
        </Button>
      ) : null}
      {installationId !== null && may('licence.assign') ? (
        <Button size="compact-xs" variant="default" onClick={() => remove.mutate(installationId)}>
          {t('licences.uninstalled')}
        </Button>
      ) : null}
      {kind === 'unlicensed' && installationId !== null && may('licence.edit') ? (
        <Button size="compact-xs" variant="default" onClick={() => exclude(installationId)}>
          {t('licences.exclude')}
        </Button>
      ) : null}
      {allocationId !== null && may('licence.assign') ? (
        <Button size="compact-xs" variant="default" onClick={() => release.mutate(allocationId)}>
          {t('licences.release')}
        </Button>
      ) : null}
    </Group>
  );
}

/** Checks that were kept as they were on their day. */
function Reports() {
  const reports = useQuery(rpc.licences.listReports.queryOptions()).data ?? [];
  const [opened, setOpened] = useState<number | null>(null);
  const content = useQuery(
    rpc.licences.getReport.queryOptions({ input: { id: opened ?? 1 }, enabled: opened !== null }),
  ).data;
  if (reports.length === 0) return null;
  return (
    <Panel title={t('licences.reports')} flush>
      <ul className={classes['lines']}>
        {reports.map((report) => (
          <li key={report.id}>
            <button
              type="button"
              className={classes['line']}
              aria-expanded={opened === report.id}
              onClick={() => setOpened(opened === report.id ? null : report.id)}
            >
              <span />
              <span>
                {t('licences.reportName', { number: report.number, day: formatDay(report.asOf) })}
                <span className={classes['quiet']}> · {`${report.madeBy} · ${formatInstant(report.madeAt)}`}</span>
              </span>
              <span>{t('licences.reportSum', { short: report.short, count: report.findings })}</span>
            </button>
            {opened === report.id && content?.id === report.id ? (
              <ul className={classes['evidence']}>
                <li className={content.sound ? classes['good'] : classes['bad']}>
                  {t(content.sound ? 'licences.reportSound' : 'licences.reportUnsound')}
                </li>
                {content.content.positions
                  .filter(({ shortfall }) => shortfall > 0)
                  .map((row) => (
                    <li key={`${row.product.id} ${row.metric}`}>
                      <span>{row.product.name}</span>
                      <span className={classes['bad']}>{t('licences.short', { count: row.shortfall })}</span>
                    </li>
                  ))}
                {findingKinds.map((kind) => {
                  const count = content.content.findings.filter((finding) => finding.kind === kind).length;
                  return count === 0 ? null : (
                    <li key={kind}>
                      <span>{word('licenceFinding', kind)}</span>
                      <span>{formatNumber(count)}</span>
                    </li>
                  );
                })}
              </ul>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
