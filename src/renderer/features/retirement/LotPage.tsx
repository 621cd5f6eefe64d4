import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconScale, IconSignature, IconCash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Lot } from '#shared/features/retirement/lot.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { Certificates } from './Certificates.tsx';
import { HandOverForm } from './HandOverForm.tsx';
import { LotAssets } from './LotAssets.tsx';
import { PackForm } from './PackForm.tsx';
import { LotPapers, ReceivedPanel } from './ReceivedPanel.tsx';
import { SettleForm } from './SettleForm.tsx';
import { lotLook } from './stage-look.ts';
import classes from './retirement.module.css';
import { kilograms } from './weight-text.ts';

/** One lot: what is in it, who took it, and what came back. */
export function LotPage({ id }: { id: number }) {
  const query = useQuery(rpc.retirement.getLot.queryOptions({ input: { id } }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const lot = query.data;
  if (lot === undefined) return <Loader size="sm" m="lg" />;
  return (
    <Page
      wide
      title={t('lots.titleOf', { number: lot.number, recycler: lot.recycler.name })}
      subtitle={
        <span className={classes['headline']}>
          <a href={hrefTo('/retire', { tab: 'lots' })} style={{ color: 'inherit' }}>
            {t('lots.title')}
          </a>
          <StatusBadge {...lotLook[lot.state]} label={word('lotState', lot.state)} />
        </span>
      }
      actions={<Steps lot={lot} />}
    >
      <div className={classes['columns']}>
        <Stack gap="md">
          {lot.state === 'open' ? <ScanIn id={id} /> : null}
          <LotAssets lot={lot} />
          {lot.state === 'open' ? null : (
            <>
              <ReceivedPanel lot={lot} />
              <LotPapers lotId={id} />
            </>
          )}
        </Stack>
        <Stack gap="md">
          <Panel title={t('lots.facts')}>
            <FactList facts={factsOf(lot)} />
          </Panel>
          {lot.state === 'open' ? null : <Certificates of={{ lotId: id }} />}
        </Stack>
      </div>
    </Page>
  );
}

function factsOf(lot: Lot) {
  const { recycler, outcome, certification, seals, weightGrams, carrier, receiver, handedOverBy, handedOverAt } = lot;
  return [
    {
      label: t('lots.recycler'),
      value: <EntityLink href={hrefTo(`/suppliers/${recycler.id}`)}>{recycler.name}</EntityLink>,
    },
    { label: t('lots.outcome'), value: word('disposalOutcome', outcome) },
    {
      label: t('lots.certification'),
      value:
        certification === null
          ? null
          : `${word('recyclerScheme', certification.scheme)} ${certification.number} (${formatDay(certification.validUntil)})`,
    },
    { label: t('lots.seals'), value: seals.join(', ') },
    { label: t('lots.weight'), value: weightGrams === null ? null : kilograms(weightGrams) },
    { label: t('lots.carrier'), value: carrier },
    { label: t('lots.receiver'), value: receiver },
    {
      label: t('lots.handedOver'),
      value: handedOverAt === null ? null : `${handedOverBy ?? ''} · ${formatInstant(handedOverAt)}`,
    },
    { label: t('lots.settled'), value: lot.settledAt === null ? null : formatInstant(lot.settledAt) },
    { label: t('retirement.note'), value: [lot.note, lot.settlementNote].filter(Boolean).join(' · ') },
  ];
}

function Steps({ lot }: { lot: Lot }) {
  const may = useMay();
  const [dialog, setDialog] = useState<'pack' | 'hand_over' | 'settle' | null>(null);
  const close = () => setDialog(null);
  if (!may('lot.ship')) return null;
  return (
    <Group gap="xs">
      {lot.state === 'open' ? (
        <>
          <Button variant="default" leftSection={<IconScale size={16} />} onClick={() => setDialog('pack')}>
            {t('lots.pack')}
          </Button>
          <Button
            leftSection={<IconSignature size={16} />}
            disabled={lot.assets.length === 0}
            onClick={() => setDialog('hand_over')}
          >
            {t('lots.handOver')}
          </Button>
        </>
      ) : null}
      {lot.state === 'handed_over' ? (
        <Button leftSection={<IconCash size={16} />} onClick={() => setDialog('settle')}>
          {t('lots.settle')}
        </Button>
      ) : null}
      {dialog === 'pack' ? <PackForm lot={lot} onClose={close} /> : null}
      {dialog === 'hand_over' ? <HandOverForm lot={lot} onClose={close} /> : null}
      {dialog === 'settle' ? <SettleForm lot={lot} onClose={close} /> : null}
    </Group>
  );
}

function ScanIn({ id }: { id: number }) {
  const may = useMay();
  const [text, setText] = useState('');
  const [said, setSaid] = useState<{ what: string; wrong: boolean } | null>(null);
  const take = useCallback(
    async (read: string) => {
      const code = read.trim();
      if (code === '') return;
      setText('');
      try {
        const { tag } = await client.retirement.addToLot({ id, code });
        setSaid({ what: t('lots.added', { tag }), wrong: false });
      } catch (error) {
        setSaid({ what: sentenceOfError(error), wrong: true });
      }
    },
    [id],
  );
  if (!may('lot.ship')) return null;
  return (
    <Panel title={t('lots.scanIn')}>
      <ScanField
        label={t('retirement.scanAssets')}
        description={t('lots.scanHint')}
        data-autofocus
        value={text}
        error={said?.wrong === true ? said.what : null}
        onChange={(event) => setText(event.currentTarget.value)}
        onScan={(code) => void take(code)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void take(text);
        }}
      />
      {said === null || said.wrong ? null : (
        <Text size="sm" mt={6} role="status">
          {said.what}
        </Text>
      )}
    </Panel>
  );
}
