import { Button } from '@mantine/core';
import type { DeskResult, DeskSessionName } from '#shared/features/desk/contract.ts';
import { useState } from 'react';
import { isClosed } from '#shared/features/assets/status.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { DeclareForm } from '#renderer/features/incidents/DeclareForm.tsx';
import { HoldButton } from '#renderer/ui/HoldButton.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './desk.module.css';
import type { UnknownCodeActions } from './ResultPanel.tsx';
import { chooseAsset, confirmLast, dismissLast, needsConfirmation } from './scan-queue.ts';

interface ResultActionsProps {
  session: DeskSessionName;
  result: DeskResult;
  actions: UnknownCodeActions;
}

/** What the operator can answer: hold to go on, pick one of several, deal with a code that nobody knows. */
export function ResultActions({ session, result, actions }: ResultActionsProps) {
  const may = useMay();
  const { code, asset } = result;
  if (needsConfirmation(result)) {
    return (
      <div className={classes['actions']}>
        <HoldButton
          size="xl"
          {...(result.outcome === 'alarm' ? { color: 'red' } : {})}
          onHeld={() => void confirmLast(session)}
        >
          {t('desk.holdToGoOn')}
        </HoldButton>
        <Button size="xl" variant="default" onClick={() => dismissLast(session)}>
          {t('desk.leaveAsIs')}
        </Button>
        <IncidentLink result={result} />
      </div>
    );
  }
  if (result.outcome === 'ambiguous') {
    return (
      <div className={classes['actions']} role="group" aria-label={t('desk.chooseOne')}>
        {result.candidates.map((candidate) => (
          <Button
            key={candidate.id}
            size="lg"
            variant="default"
            onClick={() => void chooseAsset(session, candidate.id)}
          >
            {[candidate.tag, candidate.manufacturer, candidate.name]
              .filter((part) => part !== null && part !== '')
              .join(' · ')}
          </Button>
        ))}
      </div>
    );
  }
  if (result.outcome === 'unknown') {
    return (
      <div className={classes['actions']}>
        {may('asset.create') ? (
          <>
            <Button size="lg" onClick={() => actions.registerTag(code)}>
              {t('desk.registerTag')}
            </Button>
            <Button size="lg" variant="default" onClick={() => actions.registerSerial(code)}>
              {t('desk.registerSerial')}
            </Button>
          </>
        ) : null}
        <Button size="lg" variant="default" onClick={() => actions.search(code)}>
          {t('desk.searchCode')}
        </Button>
        <Button size="lg" variant="default" onClick={() => dismissLast(session)}>
          {t('desk.ignore')}
        </Button>
      </div>
    );
  }
  if (result.supply !== null) {
    const { id } = result.supply;
    return (
      <div className={classes['actions']}>
        <Button size="md" variant="default" onClick={() => actions.openArticle(id)}>
          {t('desk.openArticle')}
        </Button>
      </div>
    );
  }
  return asset === null ? null : (
    <div className={classes['actions']}>
      <Button size="md" variant="default" onClick={() => actions.openAsset(asset.id)}>
        {t('desk.openAsset')}
      </Button>
      {result.incident === null ? <Declare result={result} /> : <IncidentLink result={result} />}
    </div>
  );
}

/** The way to the incident by which the asset is lost or stolen. */
function IncidentLink({ result: { incident } }: { result: DeskResult }) {
  if (incident === null) return null;
  const { id, number } = incident;
  return (
    <Button component="a" href={hrefTo(`/incidents/${id}`)} size="compact-md" variant="subtle">
      {t('incidents.open', { number })}
    </Button>
  );
}

/** What is wrong with what lies on the desk is said where it lies. */
function Declare({ result: { asset } }: { result: DeskResult }) {
  const may = useMay();
  const [declaring, setDeclaring] = useState(false);
  if (asset === null || isClosed(asset.status) || !may('incident.declare')) return null;
  return (
    <>
      <Button size="md" variant="subtle" onClick={() => setDeclaring(true)}>
        {t('incidents.declare')}
      </Button>
      {declaring ? <DeclareForm asset={asset} source="desk" onClose={() => setDeclaring(false)} /> : null}
    </>
  );
}
