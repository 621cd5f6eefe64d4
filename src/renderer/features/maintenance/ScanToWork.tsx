import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { OrderRow } from '#shared/features/maintenance/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { takeScans } from '#renderer/ui/scan-target.ts';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './maintenance.module.css';

/** How a scan sounds; the page that shows this knows the sounds of the desk. */
export interface BenchSounds {
  done: () => void;
  refused: () => void;
}

/** The label of an asset leads to its work: straight there where there is one order, to a choice where there are more. */
export function ScanToWork({ open, sounds }: { open: (id: number) => void; sounds: BenchSounds }) {
  const [code, setCode] = useState('');
  const find = useMutation({
    mutationFn: (read: string) => client.maintenance.findByScan({ code: read }),
    onSuccess: ({ orders }) => {
      const [only, ...others] = orders;
      if (only === undefined) sounds.refused();
      else sounds.done();
      if (only !== undefined && (others.length === 0 || only.state === 'in_work')) open(only.id);
    },
    onError: sounds.refused,
  });
  const { mutate } = find;
  useEffect(() => takeScans(({ text }) => mutate(text.trim())), [mutate]);
  const found = find.data;
  const bad = find.error !== null || found?.orders.length === 0;
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
          label={t('maintenance.scanLabel')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          onScan={mutate}
        />
      </form>
      <div
        className={classes['answer']}
        data-tone={bad ? 'bad' : found === undefined ? 'idle' : 'good'}
        role={bad ? 'alert' : 'status'}
      >
        {find.error === null ? (
          found === undefined ? (
            t('maintenance.scanReady')
          ) : (
            <Choice tag={found.asset.tag} orders={found.orders} />
          )
        ) : (
          sentenceOfError(find.error)
        )}
      </div>
    </section>
  );
}

function Choice({ tag, orders }: { tag: string; orders: readonly OrderRow[] }) {
  if (orders.length === 0) return t('maintenance.nothingFor', { tag });
  return (
    <>
      {t('maintenance.several', { tag })}
      <ul className={classes['choice']}>
        {orders.map(({ id, title, dueOn }) => (
          <li key={id}>
            <a href={hrefTo(`/maintenance/orders/${id}`)}>
              {title} · {formatDay(dueOn)}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
