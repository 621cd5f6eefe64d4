import { Alert, Button, Group, Text, Textarea } from '@mantine/core';
import { IconRecycle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Retirement } from '#shared/features/retirement/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { Releases } from './OutlookList.tsx';
import classes from './retirement.module.css';

/** That an asset is on its way out, or where it went; nothing of one that is in service. */
export function RetirementNotice({ assetId }: { assetId: number }) {
  const may = useMay();
  const [taking, setTaking] = useState(false);
  const { data } = useQuery(rpc.retirement.ofAsset.queryOptions({ input: { assetId } }));
  const [latest] = data ?? [];
  if (latest === undefined || latest.ended === 'taken_back') return null;
  const open = latest.ended === null;
  return (
    <Alert
      color={open ? 'orange' : 'gray'}
      variant="light"
      py={8}
      className={classes['notice'] ?? ''}
      icon={<IconRecycle size={18} />}
      title={t(open ? 'retirement.onItsWay' : 'retirement.hasLeft', {
        number: latest.number,
        day: formatDay((latest.endedAt ?? latest.begunAt).slice(0, 10)),
        outcome: latest.outcome === null ? '' : word('disposalOutcome', latest.outcome),
      })}
    >
      <Group justify="space-between" align="flex-end" wrap="nowrap">
        <div>
          <Text size="sm">
            {word('retirementReason', latest.reason)}
            {latest.note === '' ? null : ` · ${latest.note}`} · {latest.begunBy}
          </Text>
          <Releases releases={latest.released} />
        </div>
        {open && may('asset.retire') ? (
          <Button size="compact-sm" variant="default" onClick={() => setTaking(true)}>
            {t('retirement.takeBack')}
          </Button>
        ) : null}
      </Group>
      {taking ? <TakeBack retirement={latest} onClose={() => setTaking(false)} /> : null}
    </Alert>
  );
}

function TakeBack({ retirement, onClose }: { retirement: Retirement; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const save = useMutation({
    mutationFn: () => client.retirement.takeBack({ assetId: retirement.asset.id, reason }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('retirement.takeBackOf', { tag: retirement.asset.tag })}
      submitLabel={t('retirement.takeBack')}
      busy={save.isPending}
      submitDisabled={reason.trim() === ''}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{t('retirement.takeBackHint')}</Text>
      <Textarea
        label={t('field.reason')}
        withAsterisk
        data-autofocus
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
