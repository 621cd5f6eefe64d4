import { Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconChecks } from '@tabler/icons-react';
import { Fragment } from 'react';
import { phases } from '#shared/features/configuration/model.ts';
import type { Run, RunAsset, Step } from '#shared/features/configuration/model.ts';
import { useRoleName } from '#renderer/features/auth/role-name.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { SignedMark } from './SignedMark.tsx';
import type { Asked } from './use-signing.ts';
import classes from './configuration.module.css';

interface RunMatrixProps {
  run: Run;
  editable: boolean;
  /** The asset that was scanned last. */
  scanned: number | null;
  sign: (asked: Asked) => void;
  withdraw: (markId: number) => void;
}

/** Steps down, assets across. */
export function RunMatrix({ run, editable, scanned, sign, withdraw }: RunMatrixProps) {
  return (
    <table className={classes['matrix']} aria-label={run.name}>
      <thead>
        <tr>
          <th scope="col">{t('configuration.step')}</th>
          {run.members.map((member) => (
            <th key={member.id} scope="col" data-scanned={member.asset.id === scanned}>
              <EntityLink href={hrefTo(`/assets/${member.asset.id}`)}>{member.asset.tag}</EntityLink>
              <span className={classes['under']}>{member.asset.name}</span>
              <State member={member} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {phases.map((phase) => {
          const steps = run.steps.filter((step) => step.phase === phase);
          return steps.length === 0 ? null : (
            <Fragment key={phase}>
              <tr data-phase={phase}>
                <th scope="colgroup" colSpan={run.members.length + 1}>
                  {word('stepPhase', phase)}
                </th>
              </tr>
              {steps.map((step) => (
                <StepRow key={step.id} {...{ run, step, editable, scanned, sign, withdraw }} />
              ))}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function State({ member: { leftBecause, openMandatory } }: { member: RunAsset }) {
  if (leftBecause !== null)
    return <StatusBadge tone="quiet" icon={IconCheck} label={t('configuration.left', { reason: leftBecause })} />;
  return openMandatory === 0 ? (
    <StatusBadge tone="good" icon={IconCheck} label={t('configuration.ready')} />
  ) : (
    <StatusBadge tone="warn" icon={IconAlertTriangle} label={t('configuration.openCount', { count: openMandatory })} />
  );
}

/** One value for all is no proof where each has a secret or a file of its own. */
const oneByOne: ReadonlySet<Step['proof']> = new Set(['secret', 'file']);

const needsNoProof = ({ proof }: Step): boolean => proof === 'none' || proof === 'tick';

function StepRow({ run, step, editable, scanned, sign, withdraw }: RunMatrixProps & { step: Step }) {
  const roleName = useRoleName();
  const open = run.members.filter(
    ({ leftBecause, marks }) => leftBecause === null && marks.every((mark) => mark.stepId !== step.id),
  );
  return (
    <tr>
      <th scope="row">
        <b>{step.title}</b>
        <span className={classes['under']}>
          {[
            t(step.mandatory ? 'configuration.mandatory' : 'configuration.optional'),
            step.role === null ? null : roleName(step.role),
            step.instruction,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {editable && open.length > 1 && !oneByOne.has(step.proof) ? (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconChecks size={14} />}
            onClick={() => sign({ step, assets: open.map(({ asset }) => asset) })}
          >
            {t('configuration.signForAll', { count: open.length })}
          </Button>
        ) : null}
      </th>
      {run.members.map((member) => {
        const mark = member.marks.find(({ stepId }) => stepId === step.id);
        return (
          <td key={member.id} data-scanned={member.asset.id === scanned}>
            {mark === undefined ? (
              editable && member.leftBecause === null ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t(needsNoProof(step) ? 'configuration.signFor' : 'configuration.proveFor', {
                    step: step.title,
                    tag: member.asset.tag,
                  })}
                  onClick={() => sign({ step, assets: [member.asset] })}
                >
                  {t(needsNoProof(step) ? 'configuration.sign' : 'configuration.prove')}
                </Button>
              ) : (
                <Text span size="sm" c="dimmed">
                  –
                </Text>
              )
            ) : (
              <SignedMark
                mark={mark}
                label={t('configuration.signedStep', { step: step.title, tag: member.asset.tag })}
                withdraw={editable && mark.id !== 0 ? () => withdraw(mark.id) : null}
              />
            )}
          </td>
        );
      })}
    </tr>
  );
}
