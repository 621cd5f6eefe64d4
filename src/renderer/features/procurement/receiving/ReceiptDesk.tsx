import { Button, Group, NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Receipt, ReceiptLine } from '#shared/features/procurement/receiving.ts';
import type { EntrySaying, EntrySound } from '#renderer/features/assets/entry/use-entry-desk.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { t } from '#renderer/ui/text/t.ts';
import entry from '../../assets/entry/entry.module.css';
import classes from '../procurement.module.css';
import { ReasonDialog } from '../requisitions/ReasonDialog.tsx';
import { FinishReceipt } from './FinishReceipt.tsx';
import { Inspection } from './Inspection.tsx';
import { ReceiptUnits } from './ReceiptUnits.tsx';
import { useReceiptDesk } from './use-receipt-desk.ts';

interface ReceiptDeskProps {
  receiptId: number;
  left: () => void;
  play: (sound: EntrySound) => void;
}

export function ReceiptDesk({ receiptId, left, play }: ReceiptDeskProps) {
  const query = useQuery(rpc.procurement.getReceipt.queryOptions({ input: { id: receiptId } }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return null;
  return <OpenReceipt receipt={query.data} left={left} play={play} />;
}

/** The first line that still waits for units; of all that are full, the first. */
function waiting(receipt: Receipt): ReceiptLine | undefined {
  const here = (id: number) => receipt.units.filter(({ lineId }) => lineId === id).length;
  return receipt.lines.find(({ id, accepted, ordered }) => accepted + here(id) < ordered) ?? receipt.lines[0];
}

function OpenReceipt({
  receipt,
  left,
  play,
}: {
  receipt: Receipt;
  left: () => void;
  play: (sound: EntrySound) => void;
}) {
  const [lineId, setLineId] = useState<number | null>(null);
  const [discarding, setDiscarding] = useState(false);
  const line = receipt.lines.find(({ id }) => id === lineId) ?? waiting(receipt);
  const { saying, take, add, takeBack, settled } = useReceiptDesk(receipt.id, line, play);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.altKey || event.key !== 'z') return;
      event.preventDefault();
      takeBack(null);
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  }, [takeBack]);
  return (
    <div className={entry['desk']}>
      <div className={classes['stack']}>
        <Panel title={`${receipt.order.number} · ${receipt.order.supplier}`}>
          <Saying saying={saying} begun={receipt.units.length > 0} />
          <LineChoice receipt={receipt} line={line} choose={setLineId} />
          <ByHand take={take} add={add} />
          <Group gap="xs" mt="md">
            <Button variant="default" disabled={receipt.units.length === 0} onClick={() => takeBack(null)}>
              {t('procurement.undoUnit')}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setDiscarding(true)}>
              {t('procurement.discardReceipt')}
            </Button>
          </Group>
        </Panel>
        <Inspection receipt={receipt} />
        <FinishReceipt receipt={receipt} settled={settled} left={left} play={play} />
      </div>
      <ReceiptUnits receipt={receipt} takeBack={takeBack} />
      {discarding ? (
        <ReasonDialog
          title={t('procurement.discardReceipt')}
          submitLabel={t('procurement.discardReceipt')}
          hint={t('procurement.discardHint')}
          act={async (reason) => {
            await client.procurement.discardReceipt({ receiptId: receipt.id, reason });
            left();
          }}
          onClose={() => setDiscarding(false)}
        />
      ) : null}
    </div>
  );
}

function Saying({ saying, begun }: { saying: EntrySaying | null; begun: boolean }) {
  return (
    <div
      className={entry['saying']}
      data-good={saying === null ? undefined : saying.good}
      role={saying?.good === false ? 'alert' : 'status'}
    >
      <strong>{saying?.headline ?? t(begun ? 'procurement.goOn' : 'procurement.ready')}</strong>
      <span>{saying?.detail ?? t('procurement.readyHint')}</span>
    </div>
  );
}

function LineChoice({
  receipt,
  line,
  choose,
}: {
  receipt: Receipt;
  line: ReceiptLine | undefined;
  choose: (lineId: number) => void;
}) {
  const here = receipt.units.filter(({ lineId }) => lineId === line?.id).length;
  return (
    <>
      <p className={entry['count']}>
        {t('procurement.progress', { here, accepted: line?.accepted ?? 0, ordered: line?.ordered ?? 0 })}
      </p>
      {receipt.lines.length < 2 ? null : (
        <Select
          label={t('procurement.line')}
          mb="sm"
          allowDeselect={false}
          data={receipt.lines.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={line === undefined ? null : String(line.id)}
          onChange={(value) => choose(Number(value))}
        />
      )}
    </>
  );
}

function ByHand({
  take,
  add,
}: {
  take: (text: string, symbology: string | null) => void;
  add: (serials: null[]) => void;
}) {
  const [typed, setTyped] = useState('');
  const [count, setCount] = useState<number | string>(1);
  return (
    <div className={classes['byHand']}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') take(typed, null);
          setTyped('');
        }}
      >
        <ScanField
          label={t('procurement.serialByHand')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onScan={(code) => take(code, null)}
        />
      </form>
      <form
        className={classes['counting']}
        onSubmit={(event) => {
          event.preventDefault();
          const whole = Number(count);
          if (Number.isInteger(whole) && whole >= 1 && whole <= 500) add(Array.from({ length: whole }, () => null));
        }}
      >
        <NumberInput
          label={t('procurement.countHint')}
          min={1}
          max={500}
          allowDecimal={false}
          value={count}
          onChange={setCount}
        />
        <Button type="submit" variant="default">
          {t('procurement.countUnits')}
        </Button>
      </form>
    </div>
  );
}
