import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Paper } from '#shared/features/procurement/papers.ts';
import type { CheckPoint, Receipt } from '#shared/features/procurement/receiving.ts';
import { client, queryClient, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { PointPhotos } from './PointPhotos.tsx';

const noPapers: Paper[] = [];

/** The points of the inspection, with pictures that prove them; each is answered before the delivery is finished. */
export function Inspection({ receipt }: { receipt: Receipt }) {
  const key = rpc.procurement.getReceipt.queryKey({ input: { id: receipt.id } });
  const owner = { kind: 'receipt' as const, id: receipt.id };
  const papers = useQuery(rpc.procurement.listPapers.queryOptions({ input: owner })).data ?? noPapers;
  const answering = useAction((points: CheckPoint[]) =>
    client.procurement.answerChecklist({ receiptId: receipt.id, points }),
  );
  const answer = (points: CheckPoint[]) => {
    queryClient.setQueryData(key, (known) => (known ? { ...known, checklist: points } : known));
    answering.mutate(points);
  };
  const change = (text: string, part: Partial<CheckPoint>) =>
    answer(receipt.checklist.map((point) => (point.text === text ? { ...point, ...part } : point)));
  return (
    <Panel
      title={t('procurement.inspection')}
      actions={
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => answer(receipt.checklist.map((point) => ({ ...point, ok: true })))}
        >
          {t('procurement.allFine')}
        </Button>
      }
    >
      {receipt.checklist.length === 0 ? <p className={classes['note']}>{t('procurement.noPoints')}</p> : null}
      <div className={classes['points']}>
        {receipt.checklist.map(({ text, ok, note, photo }) => (
          <div key={text} className={classes['point']} role="group" aria-label={text}>
            <span>
              {text}
              {photo && !papers.some(({ point }) => point === text) ? (
                <span className={classes['wanted']}>{t('procurement.photoWanted')}</span>
              ) : null}
            </span>
            <PointPhotos receiptId={receipt.id} point={text} papers={papers.filter(({ point }) => point === text)} />
            <SegmentedControl
              size="xs"
              aria-label={text}
              data={[
                { value: 'open', label: '?' },
                { value: 'yes', label: t('procurement.fine') },
                { value: 'no', label: t('procurement.notFine') },
              ]}
              value={ok === null ? 'open' : ok ? 'yes' : 'no'}
              onChange={(value) => change(text, { ok: value === 'open' ? null : value === 'yes' })}
            />
            {ok === false ? (
              <TextInput
                className={classes['full'] ?? ''}
                size="xs"
                aria-label={t('procurement.whatIsWrong')}
                placeholder={t('procurement.whatIsWrong')}
                maxLength={300}
                defaultValue={note}
                onBlur={(event) => change(text, { note: event.currentTarget.value.trim() })}
              />
            ) : null}
          </div>
        ))}
      </div>
    </Panel>
  );
}
