import { Button, Group, Switch, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { sortCarton } from '#shared/features/assets/captured-code.ts';
import type { Entry } from '#shared/features/assets/entry-contract.ts';
import { identifierKey } from '#shared/primitives/text.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { HoldButton } from '#renderer/ui/HoldButton.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { useModels } from '../use-register-choices.ts';
import classes from './entry.module.css';
import { EntryUnits } from './EntryUnits.tsx';
import { PasteGrid } from './PasteGrid.tsx';
import { parsePastedBlock } from './paste-block.ts';
import type { PasteRow } from './paste-block.ts';
import { useEntryDesk } from './use-entry-desk.ts';
import type { EntrySound } from './use-entry-desk.ts';

interface EntryDeskProps {
  entry: Entry;
  play: (sound: EntrySound) => void;
  finished: (assets: { id: number; tag: string }[]) => void;
  left: () => void;
}

/** What the template is about, in a line. */
function useTemplateContext(entry: Entry) {
  const models = useModels();
  return useMemo(() => {
    const model = models?.find(({ id }) => id === entry.template.modelId);
    const numbers = (models ?? []).flatMap(({ number }) => (number === null ? [] : [identifierKey(number)]));
    return {
      title: [model?.manufacturer, model?.name ?? entry.template.name].filter(Boolean).join(' '),
      context: { manufacturer: model?.manufacturer ?? null, partNumbers: new Set(numbers) },
    };
  }, [models, entry.template]);
}

/** Listens for units: scan after scan, typed, or pasted as a block. */
export function EntryDesk({ entry, play, finished, left }: EntryDeskProps) {
  const [cartons, setCartons] = useRemembered('entryCartons', 'no');
  const [typed, setTyped] = useState('');
  const [block, setBlock] = useState<PasteRow[] | null>(null);
  const { title, context } = useTemplateContext(entry);
  const { saying, pending, take, add, complete, undo, settled } = useEntryDesk(
    entry.id,
    context,
    cartons === 'yes',
    play,
  );
  const finish = useMutation({
    mutationFn: async () => {
      await settled();
      return client.assets.finishEntry({ entryId: entry.id });
    },
    onSuccess: finished,
  });
  const discard = useMutation({ mutationFn: () => client.assets.discardEntry({ entryId: entry.id }), onSuccess: left });
  const { mutate: finishNow } = finish;
  const mayFinish = entry.units.length > 0 && pending.length === 0 && !finish.isPending && block === null;
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.altKey || event.repeat || block !== null) return;
      if (event.key === 'z') undo();
      else if (event.key === 'Enter' && mayFinish) finishNow();
      else return;
      event.preventDefault();
    };
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (block !== null || !/[\t\n]/.test(text.trim())) return;
      event.preventDefault();
      setBlock(parsePastedBlock(text));
    };
    window.addEventListener('keydown', keys);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('keydown', keys);
      window.removeEventListener('paste', paste);
    };
  }, [block, finishNow, mayFinish, undo]);
  const error = finish.error ?? discard.error;
  return (
    <div className={classes['desk']}>
      <Panel title={title === '' ? t('entry.units') : title}>
        <div
          className={classes['saying']}
          data-good={saying === null ? undefined : saying.good}
          role={saying?.good === false ? 'alert' : 'status'}
        >
          <strong>{saying?.headline ?? t('entry.ready')}</strong>
          <span>{saying?.detail ?? t('entry.readyHint')}</span>
        </div>
        <p className={classes['count']}>{t('entry.count', { count: entry.units.length })}</p>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim() === '') complete();
            else take(typed, null);
            setTyped('');
          }}
        >
          <ScanField
            label={t('entry.serial')}
            description={t('entry.serialHint')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onScan={(code) => take(code, null)}
          />
        </form>
        <Switch
          mt="md"
          label={t('entry.cartons')}
          description={t('entry.cartonsHint')}
          checked={cartons === 'yes'}
          onChange={(event) => setCartons(event.currentTarget.checked ? 'yes' : 'no')}
        />
        {pending.length === 0 ? null : <PendingCarton codes={pending} complete={complete} />}
        {error === null ? null : <FailureAlert sentence={sentenceOfError(error)} />}
        <Group gap="xs" mt="md">
          <Button loading={finish.isPending} disabled={!mayFinish} onClick={() => finish.mutate()}>
            {t('entry.finish')}
          </Button>
          <Button variant="default" disabled={entry.units.length + pending.length === 0} onClick={undo}>
            {t('entry.undo')}
          </Button>
          <HoldButton variant="default" onHeld={() => discard.mutate()}>
            {t('entry.discard')}
          </HoldButton>
        </Group>
      </Panel>
      <EntryUnits units={entry.units} />
      {block === null ? null : (
        <PasteGrid
          entryId={entry.id}
          initial={block}
          add={async (units) => {
            setBlock(null);
            await add(units);
          }}
          close={() => setBlock(null)}
        />
      )}
    </div>
  );
}

function PendingCarton({ codes, complete }: { codes: Parameters<typeof sortCarton>[0]; complete: () => void }) {
  const { serial, partNumber, gtin, macs, imeis, iccid } = sortCarton(codes);
  const fields = [
    ['entry.field.serial', serial],
    ['entry.field.part_number', partNumber],
    ['entry.field.gtin', gtin],
    ['entry.field.mac', macs.join(', ')],
    ['entry.field.imei', imeis.join(', ')],
    ['entry.field.iccid', iccid],
  ] as const;
  return (
    <section className={classes['carton']} aria-label={t('entry.carton')}>
      <dl>
        {fields.map(([label, value]) =>
          value === null || value === '' ? null : (
            <div key={label}>
              <dt>{t(label)}</dt>
              <dd className="numbers">{value}</dd>
            </div>
          ),
        )}
      </dl>
      <Group gap="xs">
        <Button size="compact-sm" onClick={complete}>
          {t('entry.cartonDone')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('entry.cartonDoneHint')}
        </Text>
      </Group>
    </section>
  );
}
