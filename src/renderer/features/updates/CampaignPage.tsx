import { Button, Group, Loader, Menu, Space, Table, Text } from '@mantine/core';
import { IconCheck, IconPencil, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { memberStates } from '#shared/features/updates/model.ts';
import type { Campaign, MemberState } from '#shared/features/updates/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { CountTile } from '#renderer/ui/CountTile.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { MoreMenu } from '#renderer/ui/MoreMenu.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatInstant, formatNumber, formatPercent } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { CampaignForm } from './CampaignForm.tsx';
import { ProgressBar, totalOf } from './CampaignsPanel.tsx';
import { MembersPanel } from './MembersPanel.tsx';
import classes from './updates.module.css';

/** One campaign: how far it is, wave by wave, and which assets are where. */
export function CampaignPage({ id, openAsset }: { id: number; openAsset: (assetId: number) => void }) {
  const mayPlan = useMay()('maintenance.plan');
  const [dialog, setDialog] = useState<'edit' | 'close' | null>(null);
  const [state, setState] = useState<MemberState | null>(null);
  const [wave, setWave] = useState<number | null>(null);
  const query = useQuery(rpc.updates.getCampaign.queryOptions({ input: { id } }));
  const end = useAction(
    (version: number) => client.updates.closeCampaign({ id, version }),
    () => setDialog(null),
  );
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const campaign = query.data;
  if (campaign === undefined) return <Loader size="sm" m="lg" />;
  const open = campaign.closedAt === null;
  return (
    <Page
      wide
      title={campaign.name}
      subtitle={
        <span className={classes['headline']}>
          <a href={hrefTo('/updates', { tab: 'campaigns' })} style={{ color: 'inherit' }}>
            {t('updates.campaigns')}
          </a>
          {open ? (
            <StatusBadge tone="info" icon={IconPlayerPlay} label={t('updates.runs')} />
          ) : (
            <StatusBadge
              tone="quiet"
              icon={IconCheck}
              label={t('updates.closedAt', { at: formatInstant(campaign.closedAt) })}
            />
          )}
          {t('updates.target')}: {campaign.product.name} {campaign.release}
          {campaign.scope.length === 0 ? '' : ` · ${campaign.scope.join(' · ')}`}
        </span>
      }
      actions={
        mayPlan && open ? (
          <Group gap="xs">
            <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => setDialog('edit')}>
              {t('action.edit')}
            </Button>
            <MoreMenu>
              <Menu.Item onClick={() => setDialog('close')}>{t('updates.closeCampaign')}</Menu.Item>
            </MoreMenu>
          </Group>
        ) : null
      }
    >
      <Group gap="xs" role="group" aria-label={t('updates.progress')} mb="sm">
        {memberStates.map((each) => (
          <CountTile
            key={each}
            compact
            label={word('memberState', each)}
            count={formatNumber(campaign.progress[each])}
            {...(each === 'late' && campaign.progress.late > 0 ? { tone: 'bad' as const } : {})}
            active={state === each}
            onClick={() => setState(state === each ? null : each)}
          />
        ))}
      </Group>
      {campaign.details.notes === '' ? null : (
        <Text size="sm" mb="sm">
          {campaign.details.notes}
        </Text>
      )}
      <WaveTable campaign={campaign} wave={wave} choose={setWave} />
      <Space h="sm" />
      <MembersPanel
        campaignId={id}
        open={open}
        openAsset={openAsset}
        state={state}
        wave={wave === null ? undefined : (campaign.waves[wave]?.position ?? null)}
      />
      {dialog === 'edit' ? (
        <CampaignForm campaign={campaign} saved={() => undefined} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === 'close' ? (
        <ConfirmDialog
          title={t('updates.closeCampaign')}
          confirmLabel={t('updates.closeCampaign')}
          busy={end.isPending}
          onConfirm={() => end.mutate(campaign.version)}
          onClose={() => setDialog(null)}
        >
          {t('updates.closeHint')}
        </ConfirmDialog>
      ) : null}
    </Page>
  );
}

interface WaveTableProps {
  campaign: Campaign;
  wave: number | null;
  choose: (wave: number | null) => void;
}

/** The waves in their order; one that is chosen narrows the list beneath. */
function WaveTable({ campaign, wave, choose }: WaveTableProps) {
  return (
    <Panel title={t('updates.waves')} flush>
      <Table aria-label={t('updates.waves')} verticalSpacing={4}>
        <Table.Tbody>
          {campaign.waves.map((each, index) => (
            <Table.Tr key={each.position} {...(wave === index ? { bg: 'var(--mantine-color-default-hover)' } : {})}>
              <Table.Td fw={600}>
                <button
                  type="button"
                  className={classes['number']}
                  data-named
                  aria-pressed={wave === index}
                  onClick={() => choose(wave === index ? null : index)}
                >
                  {each.name}
                </button>
              </Table.Td>
              <Table.Td>{t('updates.fromTo', { from: formatDay(each.startsOn), to: formatDay(each.dueOn) })}</Table.Td>
              <Table.Td>
                {[each.department, each.place, each.percent === 100 ? null : formatPercent(each.percent)]
                  .filter(Boolean)
                  .join(' · ')}
              </Table.Td>
              <Table.Td w={240}>
                <ProgressBar label={each.name} progress={each.progress} />
              </Table.Td>
              <Table.Td ta="end" className="numbers" w={120}>
                {t('updates.ofAll', {
                  count: formatNumber(each.progress.done),
                  total: formatNumber(totalOf(each.progress)),
                })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {campaign.inNoWave === 0 ? null : (
        <Text size="sm" c="dimmed" px="md" pb="sm">
          {t('updates.inNoWave', { count: campaign.inNoWave })}
        </Text>
      )}
    </Panel>
  );
}
