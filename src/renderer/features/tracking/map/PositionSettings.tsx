import { Button, Code, NumberInput, Select, Switch, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { TrackerTrial } from './TrackerTrial.tsx';

interface Settings {
  days: number;
  enabled: boolean;
  host: string;
  port: number;
  token: string;
  state: string;
}

const loopback = '127.0.0.1';
const everywhere = '0.0.0.0';

export function PositionSettings({ onClose }: { onClose: () => void }) {
  const retention = useQuery(rpc.tracking.positionSettings.queryOptions()).data;
  const listener = useQuery(rpc.tracking.listener.queryOptions({ refetchInterval: 2000 })).data;
  if (retention === undefined || listener === undefined) return null;
  return (
    <PositionSettingsForm
      initial={{ days: retention.retentionDays, ...listener }}
      kept={retention.kept}
      onClose={onClose}
    />
  );
}

interface PositionSettingsFormProps {
  initial: Settings;
  kept: number;
  onClose: () => void;
}

/** How long positions are kept, and whether trackers may report to this computer. */
function PositionSettingsForm({ initial, kept, onClose }: PositionSettingsFormProps) {
  const [days, setDays] = useState<number | string>(initial.days);
  const [enabled, setEnabled] = useState(initial.enabled);
  const [host, setHost] = useState(initial.host);
  const [port, setPort] = useState<number | string>(initial.port);
  const saving = useMutation({
    mutationFn: async () => {
      if (Number(days) !== initial.days) await client.tracking.setRetention({ days: Number(days) });
      if (enabled !== initial.enabled || host !== initial.host || Number(port) !== initial.port)
        await client.tracking.setListener({ enabled, host, port: Number(port) });
    },
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('map.settings')}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <NumberInput
        label={t('map.retention')}
        description={t('map.retentionHint', { kept: formatNumber(kept) })}
        min={1}
        max={3650}
        allowDecimal={false}
        value={days}
        onChange={setDays}
      />
      <Switch
        label={t('map.listen')}
        description={t('map.listenHint')}
        checked={enabled}
        onChange={(event) => setEnabled(event.currentTarget.checked)}
      />
      {enabled ? (
        <>
          <Select
            label={t('map.listenTo')}
            allowDeselect={false}
            value={host}
            data={[
              { value: loopback, label: t('map.loopback') },
              { value: everywhere, label: t('map.everywhere') },
            ]}
            onChange={(value) => setHost(value ?? loopback)}
          />
          <NumberInput
            label={t('labels.port')}
            min={1}
            max={65_535}
            allowDecimal={false}
            thousandSeparator=""
            value={port}
            onChange={setPort}
          />
        </>
      ) : null}
      {initial.enabled ? (
        <div>
          <Text size="sm">{t('map.listenerState', { state: word('listenerState', initial.state) })}</Text>
          <Code
            block
          >{`http://${initial.host === everywhere ? t('map.thisComputer') : initial.host}:${initial.port}/${initial.token}`}</Code>
          <NewToken {...initial} />
        </div>
      ) : null}
      {initial.enabled ? <TrackerTrial /> : null}
    </FormModal>
  );
}

/** Another token for an address that has become known to others; trackers have to be given the new one. */
function NewToken({ enabled, host, port }: Pick<Settings, 'enabled' | 'host' | 'port'>) {
  const [asked, setAsked] = useState(false);
  const renew = useAction(
    () => client.tracking.setListener({ enabled, host, port, newToken: true }),
    () => setAsked(false),
  );
  return (
    <>
      <Button mt={6} size="compact-sm" variant="default" onClick={() => setAsked(true)}>
        {t('map.newToken')}
      </Button>
      {asked ? (
        <ConfirmDialog
          title={t('map.newToken')}
          confirmLabel={t('map.newToken')}
          busy={renew.isPending}
          onConfirm={() => renew.mutate(undefined)}
          onClose={() => setAsked(false)}
        >
          {t('map.newTokenHint')}
        </ConfirmDialog>
      ) : null}
    </>
  );
}
