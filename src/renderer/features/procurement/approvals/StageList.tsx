import { IconCircleCheck, IconCircleX, IconHourglass } from '@tabler/icons-react';
import type { Proposal } from '#shared/features/procurement/approval-contract.ts';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

const icons = { open: IconHourglass, approved: IconCircleCheck, rejected: IconCircleX } as const;

function whoOf({ mode, members, quorum }: Proposal['stages'][number]): string {
  const names = members.map(({ name }) => name).join(', ');
  if (mode === 'anyone') return t('procurement.stageAnyone');
  return mode === 'committee' ? t('procurement.stageCommittee', { names, quorum }) : names;
}

/** Who decides, in order, and what was decided. */
export function StageList({ proposal }: { proposal: Proposal }) {
  return (
    <ol className={classes['stages']}>
      {proposal.stages.map((stage, index) => {
        const Icon = icons[stage.outcome];
        const waits = proposal.state === 'open' && index === proposal.stage;
        return (
          // oxlint-disable-next-line react/no-array-index-key -- stages are told apart by their order
          <li key={index} data-outcome={stage.outcome} aria-current={waits ? 'step' : undefined}>
            <Icon size={16} aria-label={word('stageOutcome', stage.outcome)} />
            <div>
              {whoOf(stage)}
              {waits && proposal.remindedAt !== null ? (
                <div className={classes['bad']}>
                  {t('procurement.remindedAt', { at: formatInstant(proposal.remindedAt) })}
                </div>
              ) : null}
              {stage.votes.map(({ member, decidedBy, verdict, comment, at }) => (
                <div key={member} className={classes['quiet']}>
                  {decidedBy === member
                    ? t('procurement.vote', { who: member, verdict: word('verdict', verdict) })
                    : t('procurement.voteFor', { who: decidedBy, member, verdict: word('verdict', verdict) })}{' '}
                  · {formatInstant(at)}
                  {comment === '' ? null : (
                    <div>
                      <q>{comment}</q>
                    </div>
                  )}
                </div>
              ))}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
