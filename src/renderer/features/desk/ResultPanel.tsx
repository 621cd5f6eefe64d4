import { Anchor } from '@mantine/core';
import { IconBarcode, IconLockExclamation } from '@tabler/icons-react';
import { memo, useContext } from 'react';
import type { DeskOutcome, DeskResult, DeskSessionName } from '#shared/features/desk/contract.ts';
import { Whereabouts } from '#renderer/features/custody/Whereabouts.tsx';
import { MaintenanceNotice } from '#renderer/features/maintenance/MaintenanceNotice.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { PageHelp } from '#renderer/ui/page-help.ts';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './desk.module.css';
import { Accessories } from './Accessories.tsx';
import { KitParts } from './KitParts.tsx';
import { LayoutQuestion } from './LayoutQuestion.tsx';
import { OutcomeIcon } from './OutcomeIcon.tsx';
import { nextOf, notesOf, outcomeLook, pathOf, reasonOf, titleOf } from './outcome.ts';
import { ResultActions } from './ResultActions.tsx';
import { useDeskMoment } from './scan-queue.ts';
import { WhereToPut } from './WhereToPut.tsx';

/** What can be done about a code that nobody knows; other parts of the window do it. */
export interface UnknownCodeActions {
  registerTag: (code: string) => void;
  registerSerial: (code: string) => void;
  search: (code: string) => void;
  openAsset: (id: number) => void;
  openArticle: (id: number) => void;
}

interface ResultPanelProps {
  session: DeskSessionName;
  result: DeskResult | null;
  actions: UnknownCodeActions;
}

function Idle({ session }: { session: DeskSessionName }) {
  const waiting = useDeskMoment(session, 'waiting');
  const help = useContext(PageHelp);
  return (
    <section className={`${classes['result']} ${classes['idle']}`} aria-label={t('desk.result')}>
      <div className={classes['verb']}>{waiting > 0 ? t('desk.working') : t('desk.ready')}</div>
      <dl className={classes['rules']}>
        <dt>{t('desk.rulePerson')}</dt>
        <dd>{t('desk.rulePersonMeans')}</dd>
        <dt>{t('desk.ruleOut')}</dt>
        <dd>{t('desk.ruleOutMeans')}</dd>
        <dt>{t('desk.rulePlace')}</dt>
        <dd>{t('desk.rulePlaceMeans')}</dd>
        <dt>{t('desk.ruleAlone')}</dt>
        <dd>{t('desk.ruleAloneMeans')}</dd>
        <dt>{t('desk.ruleKit')}</dt>
        <dd>{t('desk.ruleKitMeans')}</dd>
      </dl>
      <Anchor href={hrefTo('/settings', { tab: 'desk' })} size="sm" mt={14} underline="always">
        {t('cards.where')}
      </Anchor>
      {help === null ? null : (
        <Anchor href={help} size="sm" mt={6} underline="always">
          {t('handbook.howTo')}
        </Anchor>
      )}
    </section>
  );
}

/** Nothing was done about the asset, so what was known of its place before still holds. */
const asksWhere: ReadonlySet<DeskOutcome> = new Set(['shown', 'already', 'needs_confirmation', 'alarm']);

/** The answer to the last scan in type that is read from three metres. */
export const ResultPanel = memo(function ResultPanel({ session, result, actions }: ResultPanelProps) {
  if (result === null) return <Idle session={session} />;
  const { tone } = outcomeLook[result.outcome];
  const reason = reasonOf(result);
  // Where something came back to is told together with where it belongs.
  const returned = result.outcome === 'checked_in' ? result.asset : null;
  const path = returned === null ? pathOf(result) : null;
  const next = nextOf(result);
  return (
    <section className={classes['result']} data-tone={tone} aria-label={t('desk.result')}>
      <div role={tone === 'bad' || tone === 'warn' ? 'alert' : 'status'}>
        <div className={classes['verb']}>
          <OutcomeIcon result={result} size="1em" />
          {word('outcome', result.outcome)}
        </div>
        <div className={classes['code']}>{titleOf(result)}</div>
        {result.asset === null ? null : <div className={classes['name']}>{result.asset.name}</div>}
        {path === null ? null : <div className={classes['path']}>{path}</div>}
        {returned === null ? null : <WhereToPut session={session} result={result} asset={returned} />}
        {result.outcome === 'subject' && result.subject?.detail ? (
          <div className={classes['name']}>{result.subject.detail}</div>
        ) : null}
        {result.dueOn === null || result.outcome === 'loan' ? null : (
          <div className={classes['path']}>{t('desk.dueOn', { day: formatDay(result.dueOn) })}</div>
        )}
        {result.accessories.length === 0 ? null : <Accessories result={result} />}
        {result.kit === null ? null : <KitParts kit={result.kit} />}
        {result.asset === null || !asksWhere.has(result.outcome) ? null : <Whereabouts assetId={result.asset.id} />}
        {result.asset === null ? null : <MaintenanceNotice assetId={result.asset.id} pressing />}
        {reason === null ? null : <div className={classes['why']}>{reason}</div>}
        {notesOf(result).map((note) => (
          <div key={note} className={classes['note']} role="alert">
            <IconLockExclamation size={18} aria-hidden /> {note}
          </div>
        ))}
        {result.outcome === 'unknown' ? <div className={classes['why']}>{t('desk.unknownHint')}</div> : null}
        {result.timedOut === null ? null : (
          <div className={classes['why']}>{t('desk.timedOut', { name: result.timedOut })}</div>
        )}
        {next === null ? null : (
          <div className={classes['next']}>
            <IconBarcode size="1.2em" aria-hidden /> {next}
          </div>
        )}
        {result.layoutMismatch ? <LayoutQuestion /> : null}
      </div>
      <ResultActions session={session} result={result} actions={actions} />
    </section>
  );
});
