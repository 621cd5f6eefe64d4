import { ActionIcon, Button, Kbd, Switch, TextInput, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { addDays } from '#shared/primitives/days.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './desk.module.css';
import { sendScan, setDueOn, undoLast, useDeskMoment } from './scan-queue.ts';

/** For codes that no scanner reads, and what holds for the scans to come. */
export function DeskEntry({ loanDays }: { loanDays: number }) {
  const [code, setCode] = useState('');
  const { dueOn } = useDeskMoment();
  const [muted, setMuted] = useRemembered('muted', 'no');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() === '') return;
    void sendScan(code.trim());
    setCode('');
  };
  const sound = muted === 'yes' ? t('desk.soundOn') : t('desk.soundOff');
  return (
    <div className={classes['entry']}>
      <form onSubmit={submit} style={{ display: 'flex', alignItems: 'end', gap: 8, flex: '1 1 300px' }}>
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
      <Switch
        label={t('desk.asLoan')}
        checked={dueOn !== null}
        mb={11}
        onChange={(event) => setDueOn(event.currentTarget.checked ? addDays(today(), loanDays) : null)}
      />
      {dueOn === null ? null : (
        <DayField
          aria-label={t('desk.loanUntil')}
          size="md"
          w={170}
          minDate={today()}
          value={dueOn}
          onChange={setDueOn}
        />
      )}
      <Button
        size="md"
        variant="default"
        leftSection={<IconArrowBackUp size={18} />}
        rightSection={<Kbd>Ctrl Z</Kbd>}
        onClick={() => void undoLast()}
      >
        {t('desk.undo')}
      </Button>
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
}
