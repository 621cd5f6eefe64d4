import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Order } from '#shared/features/maintenance/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { takeScans } from '#renderer/ui/scan-target.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './maintenance.module.css';
import type { BenchSounds } from './ScanToWork.tsx';

/** At the bench: the label of the asset begins the work, the barcode of a part takes one. */
export function ScanAtBench({ order, sounds }: { order: Pick<Order, 'id' | 'asset' | 'state'>; sounds: BenchSounds }) {
  const [code, setCode] = useState('');
  const scan = useMutation({
    mutationFn: (read: string) => client.maintenance.scan({ id: order.id, code: read }),
    onSuccess: sounds.done,
    onError: sounds.refused,
  });
  const { mutate } = scan;
  useEffect(() => takeScans(({ text }) => mutate(text.trim())), [mutate]);
  const bad = scan.error !== null;
  return (
    <section className={classes['scanning']} aria-label={t('maintenance.scanning')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (code.trim() !== '') mutate(code.trim());
          setCode('');
        }}
      >
        <ScanField
          label={t('maintenance.scanAtBench')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          onScan={mutate}
        />
      </form>
      <div
        className={classes['answer']}
        data-tone={bad ? 'bad' : scan.data === undefined ? 'idle' : 'good'}
        role={bad ? 'alert' : 'status'}
      >
        {scan.error === null
          ? scan.data === undefined
            ? t(order.state === 'open' ? 'maintenance.scanToBegin' : 'maintenance.scanParts', { tag: order.asset.tag })
            : t(`maintenance.did.${scan.data.did}`, { name: scan.data.name })
          : sentenceOfError(scan.error)}
      </div>
    </section>
  );
}
