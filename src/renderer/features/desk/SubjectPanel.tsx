import { Button, Kbd } from '@mantine/core';
import { IconMapPin, IconUser } from '@tabler/icons-react';
import type { DeskSubject } from '#shared/features/desk/contract.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './desk.module.css';
import { clearSubject } from './scan-queue.ts';

/** Whom or where the following scans are about. */
export function SubjectPanel({ subject }: { subject: DeskSubject | null }) {
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
          {t(subject.kind === 'person' ? 'desk.checkingOutTo' : 'desk.movingTo')}
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
      <Button size="lg" variant="default" rightSection={<Kbd>Esc</Kbd>} onClick={() => void clearSubject()}>
        {t('desk.done')}
      </Button>
    </section>
  );
}
