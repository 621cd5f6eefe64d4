import { Button, Loader } from '@mantine/core';
import { IconDoorExit, IconId } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announceFailure } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { KioskAnswer } from './KioskAnswer.tsx';
import { KioskItems } from './KioskItems.tsx';
import { LeaveKiosk } from './LeaveKiosk.tsx';
import classes from './kiosk.module.css';
import { ReportDamage } from './ReportDamage.tsx';
import { refetchVisit, useKioskScans } from './use-kiosk-scans.ts';

/** Milliseconds for which an answer to nobody in particular stands, e.g. to a badge that is not known. */
const answerStands = 9000;

/** The whole window while borrowers serve themselves: one thing at a time, in type that is read standing. */
export function KioskScreen() {
  const query = useQuery(rpc.kiosk.state.queryOptions({ staleTime: 0 }));
  const { news, turn, tell } = useKioskScans();
  const [dialog, setDialog] = useState<'leave' | { damage: { id: number; name: string } } | null>(null);
  const visit = query.data;
  const borrower = visit?.borrower ?? null;
  const endsAt = visit?.endsAt ?? null;
  useEffect(() => {
    document.title = `${t('nav.kiosk')} · Quartermaster`;
  }, []);
  useEffect(() => {
    // The backend ends the visit; the screen only stops showing it in time.
    const left = endsAt === null ? (news === null ? null : answerStands) : Date.parse(endsAt) - Date.now();
    if (left === null) return undefined;
    const timer = window.setTimeout(
      () => {
        tell(null);
        setDialog((open) => (open === 'leave' ? open : null));
        void refetchVisit();
      },
      Math.max(left, 0) + 200,
    );
    return () => window.clearTimeout(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a new answer starts the time anew, a drawing does not.
  }, [endsAt, turn]);
  if (query.error !== null && visit === undefined)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (visit === undefined) return <Loader size="sm" m="lg" />;
  const finish = () => {
    client.kiosk.finish().then(() => {
      tell(null);
      return refetchVisit();
    }, announceFailure);
  };
  const setReturning = (returning: boolean) => {
    client.kiosk.setReturning({ returning }).then(() => {
      tell(null);
      return refetchVisit();
    }, announceFailure);
  };
  return (
    <main className={classes['kiosk']} data-visit={borrower !== null || undefined}>
      <header className={classes['head']}>
        <span>{visit.organisation}</span>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconDoorExit size={18} />}
          onClick={() => setDialog('leave')}
        >
          {t('kiosk.leave')}
        </Button>
      </header>
      {borrower === null && news === null ? <Welcome /> : <KioskAnswer key={turn} news={news} borrower={borrower} />}
      {borrower === null ? null : (
        <KioskItems
          borrower={borrower}
          items={visit.items}
          damaged={(asset) => setDialog({ damage: asset })}
          finish={finish}
          returning={visit.returning}
          setReturning={setReturning}
          endsAt={endsAt}
        />
      )}
      {dialog === 'leave' ? <LeaveKiosk onClose={() => setDialog(null)} /> : null}
      {dialog === null || dialog === 'leave' ? null : (
        <ReportDamage
          asset={dialog.damage}
          onClose={() => setDialog(null)}
          onReported={(result) => {
            tell(result);
            setDialog(null);
            void refetchVisit();
          }}
        />
      )}
    </main>
  );
}

function Welcome() {
  return (
    <section className={classes['welcome']} aria-label={t('kiosk.welcome')}>
      <IconId size={160} stroke={1.2} aria-hidden />
      <h1>{t('kiosk.scanBadge')}</h1>
      <ol>
        <li>{t('kiosk.stepBadge')}</li>
        <li>{t('kiosk.stepItems')}</li>
        <li>{t('kiosk.stepDone')}</li>
      </ol>
    </section>
  );
}
