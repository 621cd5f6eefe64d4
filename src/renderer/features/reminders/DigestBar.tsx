import { Button, CloseButton } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announceFailure } from '#renderer/rpc/use-action.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';
import { nameOfReminder } from './reminder-look.ts';
import classes from './reminders.module.css';
import { useDayBegun } from './use-day-begun.ts';

/** What presses today, told once a day in the frame of the window, where it moves nothing that is being pressed. */
export function DigestBar() {
  const language = useLanguage();
  const may = useMay();
  const begun = useDayBegun();
  const digest = useQuery(rpc.reminders.digest.queryOptions({ enabled: begun && may('asset.view') })).data;
  const [shown, setShown] = useState(false);
  const told = useRef(false);
  const fresh = digest?.fresh === true && digest.overdue + digest.today + digest.ahead > 0;
  useEffect(() => {
    if (!fresh || told.current) return;
    told.current = true;
    setShown(true);
    client.reminders.noteDigest({ language }).catch(announceFailure);
  }, [fresh, language]);
  if (!shown || digest === undefined) return null;
  const { overdue, today, ahead, first } = digest;
  return (
    <div className={classes['digest']} data-notice role="region" aria-label={t('reminders.digest')}>
      <IconBell size={17} aria-hidden />
      <strong title={first.map(nameOfReminder).join(' · ')}>
        {t('reminders.digestTitle', { overdue, today, ahead })}
      </strong>
      <span className={classes['digestFirst']}>{first.map(nameOfReminder).join(' · ')}</span>
      <Button
        component="a"
        href={hrefTo('/reminders')}
        size="compact-sm"
        variant="default"
        onClick={() => setShown(false)}
      >
        {t('reminders.digestOpen')}
      </Button>
      <CloseButton size="sm" aria-label={t('reminders.digestClose')} onClick={() => setShown(false)} />
    </div>
  );
}
