import { Button, Kbd } from '@mantine/core';
import { IconAlertOctagon, IconArrowDownLeft, IconDoor, IconMapPin, IconUser } from '@tabler/icons-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { DeskSessionName, DeskSubject } from '#shared/features/desk/contract.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './desk.module.css';
import { clearSubject } from './scan-queue.ts';

interface SubjectPanelProps {
  session: DeskSessionName;
  subject: DeskSubject | null;
  returning: boolean;
  /** Set while badges ask to enter. */
  door: { inside: number } | null;
  /** What the asset that is scanned next is declared to be. */
  declaring: 'lost' | 'stolen' | null;
  /** What can be signed for, beside the subject. */
  sign?: ReactNode;
}

function DoneButton({ session }: { session: DeskSessionName }) {
  return (
    <Button size="lg" variant="default" rightSection={<Kbd>Esc</Kbd>} onClick={() => void clearSubject(session)}>
      {t('desk.done')}
    </Button>
  );
}

/** Whom or where the following scans are about. */
export const SubjectPanel = memo(function SubjectPanel(props: SubjectPanelProps) {
  const { session, subject, returning, door, declaring, sign } = props;
  if (declaring !== null) {
    return (
      <section className={classes['subject']} data-set aria-label={t('desk.subject')}>
        <IconAlertOctagon size={40} aria-hidden />
        <div className={classes['subjectText']}>
          <div className={classes['subjectName']}>{word('commandCard', declaring.toUpperCase())}</div>
          <div className={classes['subjectKind']}>{t('desk.scanLoss')}</div>
        </div>
        <DoneButton session={session} />
      </section>
    );
  }
  if (door !== null) {
    return (
      <section className={classes['subject']} data-set aria-label={t('desk.subject')}>
        <IconDoor size={40} aria-hidden />
        <div className={classes['subjectText']}>
          <div className={classes['subjectKind']}>{t('desk.atDoor')}</div>
          <div className={classes['subjectName']}>{subject?.name ?? t('desk.whichDoor')}</div>
          <div className={classes['subjectKind']}>
            {subject === null ? t('desk.scanDoor') : t('desk.insideNow', { count: door.inside })}
          </div>
        </div>
        <DoneButton session={session} />
      </section>
    );
  }
  if (subject === null && returning) {
    return (
      <section className={classes['subject']} data-set aria-label={t('desk.subject')}>
        <IconArrowDownLeft size={40} aria-hidden />
        <div className={classes['subjectText']}>
          <div className={classes['subjectName']}>{t('desk.returning')}</div>
          <div className={classes['subjectKind']}>{t('desk.returningHint')}</div>
        </div>
        <DoneButton session={session} />
      </section>
    );
  }
  if (subject === null) {
    return (
      <section className={classes['subject']} aria-label={t('desk.subject')}>
        <div className={classes['subjectText']}>
          <div className={classes['idleName']}>{t('desk.noSubject')}</div>
          <div className={classes['subjectKind']}>{t('desk.noSubjectHint')}</div>
        </div>
      </section>
    );
  }
  const SubjectIcon = subject.kind === 'person' ? IconUser : IconMapPin;
  return (
    <section className={classes['subject']} data-set aria-label={t('desk.subject')}>
      <SubjectIcon size={40} aria-hidden />
      <div className={classes['subjectText']}>
        <div className={classes['subjectKind']}>
          {t(returning ? 'desk.returningTo' : subject.kind === 'person' ? 'desk.checkingOutTo' : 'desk.movingTo')}
        </div>
        <div className={classes['subjectName']}>{subject.name}</div>
        <div className={classes['subjectKind']}>
          {[
            subject.detail,
            t(subject.kind === 'person' ? 'desk.holds' : 'desk.assetsHere', { count: subject.assetsHeld }),
          ]
            .filter((part) => part !== null && part !== '')
            .join(' · ')}
        </div>
      </div>
      {sign}
      <DoneButton session={session} />
    </section>
  );
});
