import { ActionIcon, Button, Kbd, NumberInput, Switch, TextInput, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconColumns2, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { FormEvent } from 'react';
import type { DeskSessionName } from '#shared/features/desk/contract.ts';
import { mostAtOnce } from '#shared/features/supplies/model.ts';
import { addDays } from '#shared/primitives/days.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './desk.module.css';
import { sendScan, setDueOn, setQuantity, undoLast, useDeskMoment } from './scan-queue.ts';

interface DeskEntryProps {
  session: DeskSessionName;
  loanDays: number;
}

/** For codes that no scanner reads, and what holds for the scans to come. No scan draws it again. */
export const DeskEntry = memo(function DeskEntry({ session, loanDays }: DeskEntryProps) {
  const [code, setCode] = useState('');
  const dueOn = useDeskMoment(session, 'dueOn');
  const quantity = useDeskMoment(session, 'quantity');
  const [second, setSecond] = useRemembered('secondScanner', 'no');
  const [muted, setMuted] = useRemembered('muted', 'no');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() === '') return;
    void sendScan(session, code.trim());
    setCode('');
  };
  const sound = muted === 'yes' ? t('desk.soundOn') : t('desk.soundOff');
  return (
    <div className={classes['entry']}>
      <form onSubmit={submit} style={{ display: 'flex', alignItems: 'end', gap: 8, flex: '1 1 220px' }}>
        <TextInput
          size="md"
          style={{ flex: 1 }}
          label={t('desk.typeCode')}
          value={code}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button size="md" type="submit" variant="default" disabled={code.trim() === ''}>
          {t('desk.enter')}
        </Button>
      </form>
      <NumberInput
        size="md"
        w={92}
        label={t('desk.quantity')}
        data-quantity
        min={1}
        max={mostAtOnce}
        allowDecimal={false}
        clampBehavior="strict"
        value={quantity}
        onChange={(value) => setQuantity(session, typeof value === 'number' && value >= 1 ? value : 1)}
      />
      <Switch
        label={t('desk.asLoan')}
        checked={dueOn !== null}
        mb={11}
        onChange={(event) => setDueOn(session, event.currentTarget.checked ? addDays(today(), loanDays) : null)}
      />
      {dueOn === null ? null : (
        <DayField
          aria-label={t('desk.loanUntil')}
          size="md"
          w={170}
          minDate={today()}
          value={dueOn}
          onChange={(day) => setDueOn(session, day)}
        />
      )}
      <Button
        size="md"
        variant="default"
        leftSection={<IconArrowBackUp size={18} />}
        rightSection={<Kbd>Ctrl Z</Kbd>}
        onClick={() => void undoLast(session)}
      >
        {t('desk.undo')}
      </Button>
      <Tooltip label={t('desk.secondScannerHint')} multiline w={260}>
        <Button
          size="md"
          className={classes['second'] ?? ''}
          variant="default"
          leftSection={<IconColumns2 size={18} />}
          aria-pressed={second === 'yes'}
          onClick={() => setSecond(second === 'yes' ? 'no' : 'yes')}
        >
          <span className={classes['secondName']}>
            {t(second === 'yes' ? 'desk.oneScanner' : 'desk.secondScanner')}
          </span>
        </Button>
      </Tooltip>
      <Tooltip label={sound}>
        <ActionIcon
          size={42}
          variant="default"
          aria-label={sound}
          onClick={() => setMuted(muted === 'yes' ? 'no' : 'yes')}
        >
          {muted === 'yes' ? <IconVolumeOff size={20} /> : <IconVolume size={20} />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
});
