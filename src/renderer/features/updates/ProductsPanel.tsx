import { Button, Group, Loader, Menu, Stack, Table } from '@mantine/core';
import { IconArrowLeft, IconEye, IconFileImport, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Release, TrackedProduct } from '#shared/features/updates/model.ts';
import { compliances } from '#shared/features/updates/scheme.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { MoreMenu } from '#renderer/ui/MoreMenu.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, formatNumber, today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { complianceLook } from './compliance-look.ts';
import { CountBar } from './CountBar.tsx';
import { ImportReleases } from './ImportReleases.tsx';
import { ReleaseForm } from './ReleaseForm.tsx';
import { TrackForm } from './TrackForm.tsx';
import classes from './updates.module.css';

/** Products whose versions are watched, and the releases that they are held against. */
export function ProductsPanel() {
  const mayPlan = useMay()('maintenance.plan');
  const [tracking, setTracking] = useState(false);
  const [openId, setOpenId] = useState<number | null>(null);
  const query = useQuery(rpc.updates.listProducts.queryOptions());
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" />;
  const opened = query.data.find(({ id }) => id === openId);
  if (opened !== undefined) return <Releases product={opened} back={() => setOpenId(null)} />;
  return (
    <Panel
      title={t('updates.products')}
      flush
      actions={
        mayPlan ? (
          <Button size="compact-sm" leftSection={<IconEye size={15} />} onClick={() => setTracking(true)}>
            {t('updates.watch')}
          </Button>
        ) : null
      }
    >
      {query.data.length === 0 ? (
        <EmptyState title={t('updates.nothingWatched')}>{t('updates.nothingWatchedHint')}</EmptyState>
      ) : (
        <Table aria-label={t('updates.products')} verticalSpacing={6} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('entity.software_product')}</Table.Th>
              <Table.Th>{t('updates.kind')}</Table.Th>
              <Table.Th>{t('updates.scheme')}</Table.Th>
              <Table.Th>{t('updates.target')}</Table.Th>
              <Table.Th w={200}>{t('updates.share')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {query.data.map((product) => (
              <Table.Tr key={product.id}>
                <Table.Td fw={600}>
                  <button type="button" className={classes['number']} data-named onClick={() => setOpenId(product.id)}>
                    {product.name}
                  </button>
                </Table.Td>
                <Table.Td>{word('softwareKind', product.kind)}</Table.Td>
                <Table.Td>{word('versionScheme', product.scheme)}</Table.Td>
                <Table.Td>{targetText(product)}</Table.Td>
                <Table.Td>
                  <CountBar
                    label={product.name}
                    parts={compliances.map((state) => ({
                      key: state,
                      count: product.counts[state],
                      ...complianceLook(state),
                    }))}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {tracking ? <TrackForm product={null} opened={setOpenId} onClose={() => setTracking(false)} /> : null}
    </Panel>
  );
}

function targetText({ target }: TrackedProduct): string {
  if (target === null) return t('updates.noRelease');
  return target.chosen
    ? t('updates.chosenTarget', { number: target.number })
    : t('updates.newest', { number: target.number });
}

/** The releases of one product, the newest first. */
function Releases({ product, back }: { product: TrackedProduct; back: () => void }) {
  const mayPlan = useMay()('maintenance.plan');
  const [dialog, setDialog] = useState<'track' | 'import' | 'forget' | null>(null);
  const [editing, setEditing] = useState<Release | 'new' | null>(null);
  const releases = useQuery(rpc.updates.listReleases.queryOptions({ input: { productId: product.id } })).data;
  const close = () => setDialog(null);
  const forget = useAction(
    () => client.updates.forgetProduct({ productId: product.id, version: product.version }),
    () => {
      announce(t('updates.forgotten', { name: product.name }));
      back();
    },
  );
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Group gap="sm">
          <Button variant="default" leftSection={<IconArrowLeft size={16} />} onClick={back}>
            {t('updates.products')}
          </Button>
          <span className={classes['headline']}>
            <strong>{product.name}</strong>
            {word('versionScheme', product.scheme)} · {targetText(product)}
          </span>
        </Group>
        {mayPlan ? (
          <Group gap="xs">
            <Button variant="default" leftSection={<IconFileImport size={16} />} onClick={() => setDialog('import')}>
              {t('updates.importReleases')}
            </Button>
            <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
              {t('updates.newRelease')}
            </Button>
            <MoreMenu>
              <Menu.Item onClick={() => setDialog('track')}>{t('updates.changeWatching')}</Menu.Item>
              <Menu.Item onClick={() => setDialog('forget')}>{t('updates.forget')}</Menu.Item>
            </MoreMenu>
          </Group>
        ) : null}
      </Group>
      <Panel title={t('updates.releases')} flush>
        {releases === undefined ? <Loader size="sm" m="md" /> : null}
        {releases?.length === 0 ? (
          <EmptyState title={t('updates.noReleases')}>{t('updates.noReleasesHint')}</EmptyState>
        ) : null}
        {releases === undefined || releases.length === 0 ? null : (
          <ReleaseTable releases={releases} edit={mayPlan ? setEditing : null} />
        )}
      </Panel>
      {editing === null ? null : (
        <ReleaseForm
          productId={product.id}
          release={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
      {dialog === 'track' ? <TrackForm product={product} opened={() => undefined} onClose={close} /> : null}
      {dialog === 'import' ? <ImportReleases productId={product.id} onClose={close} /> : null}
      {dialog === 'forget' ? (
        <ConfirmDialog
          title={t('updates.forgetProduct', { name: product.name })}
          confirmLabel={t('updates.forget')}
          busy={forget.isPending}
          onConfirm={() => forget.mutate(undefined)}
          onClose={close}
        >
          {t('updates.forgetHint')}
        </ConfirmDialog>
      ) : null}
    </Stack>
  );
}

function ReleaseTable({ releases, edit }: { releases: readonly Release[]; edit: ((release: Release) => void) | null }) {
  return (
    <Table aria-label={t('updates.releases')} verticalSpacing={5} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('updates.number')}</Table.Th>
          <Table.Th>{t('updates.branch')}</Table.Th>
          <Table.Th>{t('updates.releasedOn')}</Table.Th>
          <Table.Th>{t('updates.security')}</Table.Th>
          <Table.Th>{t('updates.supportedUntil')}</Table.Th>
          <Table.Th ta="end">{t('updates.onAssets')}</Table.Th>
          <Table.Th>{t('field.notes')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {releases.map((release) => (
          <Table.Tr key={release.id}>
            <Table.Td fw={600}>
              {edit === null ? (
                release.number
              ) : (
                <button type="button" className={classes['number']} data-named onClick={() => edit(release)}>
                  {release.number}
                </button>
              )}
            </Table.Td>
            <Table.Td>{release.branch}</Table.Td>
            <Table.Td>{formatDay(release.releasedOn)}</Table.Td>
            <Table.Td>{release.security ? t('updates.closesHoles') : ''}</Table.Td>
            <Table.Td>
              {release.supportedUntil !== null && release.supportedUntil < today()
                ? t('updates.supportEnded', { day: formatDay(release.supportedUntil) })
                : formatDay(release.supportedUntil)}
            </Table.Td>
            <Table.Td ta="end" className="numbers">
              {formatNumber(release.installed)}
            </Table.Td>
            <Table.Td>{release.notes}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
