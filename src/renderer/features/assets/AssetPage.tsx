import { Button, Loader, Tabs } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Asset } from '#shared/features/assets/model.ts';
import { isClosed } from '#shared/features/assets/status.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { MoreMenu } from '#renderer/ui/MoreMenu.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { AssetFacts } from './AssetFacts.tsx';
import { AssetForm } from './AssetForm.tsx';
import classes from './assets.module.css';
import { Attachments } from './attachments/Attachments.tsx';
import { AssetStatusBadge } from './AssetStatusBadge.tsx';
import { ChangeStatus } from './ChangeStatus.tsx';
import { Movements } from './Movements.tsx';
import { Relations } from './relations/Relations.tsx';

interface AssetPageProps {
  id: number;
  /** Handing over, taking back, moving, printing: done by other parts of the window. */
  actions: (asset: Asset) => ReactNode;
  /** Items of a menu: what is done more rarely. */
  rarer: (asset: Asset) => readonly ReactNode[];
  /** Where it is and how sure that is. */
  whereabouts: (asset: Asset) => ReactNode;
  custody: (asset: Asset) => ReactNode;
  /** What makes it ready to be handed over. */
  configuration: (asset: Asset) => ReactNode;
  /** How safe it is, and where it has to be kept. */
  security: (asset: Asset) => ReactNode;
  /** What is installed on it. */
  software: (asset: Asset) => ReactNode;
  /** What is to be done and was done about it. */
  maintenance: (asset: Asset) => ReactNode;
  life: (asset: Asset) => ReactNode;
  journal: (asset: Asset) => ReactNode;
}

export function AssetPage(props: AssetPageProps) {
  const { id, actions, rarer, whereabouts, custody, configuration, security, software, maintenance, life, journal } =
    props;
  const query = useQuery(rpc.assets.get.queryOptions({ input: { id } }));
  const may = useMay();
  const [dialog, setDialog] = useState<'edit' | 'status' | null>(null);
  const asset = query.data;
  const editable = asset !== undefined && may('asset.edit') && !isClosed(asset.status);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.key !== 'F2' || !editable) return;
      event.preventDefault();
      setDialog('edit');
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  }, [editable]);
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (asset === undefined) return <Loader size="sm" m="lg" />;
  const more = rarer(asset);
  return (
    <Page
      title={asset.name === '' ? asset.tag : `${asset.tag} · ${asset.name}`}
      subtitle={
        <span className={classes['headline']}>
          <a href={hrefTo('/assets')} style={{ color: 'inherit' }}>
            {t('nav.assets')}
          </a>
          <AssetStatusBadge status={asset.status} />
          {asset.custodian === null ? asset.place?.name : t('assets.withSince', { name: asset.custodian.name })}
        </span>
      }
      actions={
        <>
          {actions(asset)}
          {editable ? (
            <>
              <Button variant="default" onClick={() => setDialog('status')}>
                {t('assets.changeStatus')}
              </Button>
              <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => setDialog('edit')}>
                {t('action.edit')}
              </Button>
            </>
          ) : null}
          {more.length === 0 ? null : <MoreMenu>{more}</MoreMenu>}
        </>
      }
      wide
    >
      {whereabouts(asset)}
      <Tabs defaultValue="facts" keepMounted={false}>
        <Tabs.List mb="sm" className={classes['tabs'] ?? ''}>
          <Tabs.Tab value="facts">{t('assets.facts')}</Tabs.Tab>
          <Tabs.Tab value="attachments">{t('attachments.title')}</Tabs.Tab>
          <Tabs.Tab value="relations">{t('relations.title')}</Tabs.Tab>
          <Tabs.Tab value="configuration">{t('configuration.title')}</Tabs.Tab>
          <Tabs.Tab value="security">{t('nav.security')}</Tabs.Tab>
          <Tabs.Tab value="software">{t('software.title')}</Tabs.Tab>
          <Tabs.Tab value="maintenance">{t('nav.maintenance')}</Tabs.Tab>
          <Tabs.Tab value="life">{t('ownership.life.tab')}</Tabs.Tab>
          <Tabs.Tab value="custody">{t('assets.custody')}</Tabs.Tab>
          <Tabs.Tab value="movements">{t('assets.movements')}</Tabs.Tab>
          <Tabs.Tab value="journal">{t('assets.journal')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="facts">
          <AssetFacts asset={asset} />
        </Tabs.Panel>
        <Tabs.Panel value="attachments">
          <Attachments assetId={asset.id} editable={editable} />
        </Tabs.Panel>
        <Tabs.Panel value="relations">
          <Relations asset={asset} editable={editable} />
        </Tabs.Panel>
        <Tabs.Panel value="configuration">{configuration(asset)}</Tabs.Panel>
        <Tabs.Panel value="security">{security(asset)}</Tabs.Panel>
        <Tabs.Panel value="software">{software(asset)}</Tabs.Panel>
        <Tabs.Panel value="maintenance">{maintenance(asset)}</Tabs.Panel>
        <Tabs.Panel value="life">{life(asset)}</Tabs.Panel>
        <Tabs.Panel value="custody">{custody(asset)}</Tabs.Panel>
        <Tabs.Panel value="movements">
          <Movements assetId={asset.id} />
        </Tabs.Panel>
        <Tabs.Panel value="journal">{journal(asset)}</Tabs.Panel>
      </Tabs>
      {dialog === 'edit' ? (
        <AssetForm asset={asset} onClose={() => setDialog(null)} onSaved={() => void query.refetch()} />
      ) : null}
      {dialog === 'status' ? <ChangeStatus asset={asset} onClose={() => setDialog(null)} /> : null}
    </Page>
  );
}
