import { Button, Group } from '@mantine/core';
import { IconCheck, IconFileTypePdf, IconMail, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Proposal } from '#shared/features/procurement/approval-contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant, formatMoney } from '#renderer/ui/text/format.ts';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { ReasonDialog } from '../requisitions/ReasonDialog.tsx';
import { DecideForm } from './DecideForm.tsx';
import { ProposalBadge } from './ProposalBadge.tsx';
import { RemindApprovers } from './RemindApprovers.tsx';
import { StageList } from './StageList.tsx';

/** Every proposal of a need with who decided what, the newest first. */
export function ProposalsPanel({ requisitionId }: { requisitionId: number }) {
  const query = useQuery(rpc.procurement.listProposals.queryOptions({ input: { requisitionId, limit: 500 } }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  return (
    <>
      {query.data?.rows.map((proposal) => (
        <ProposalPanel key={proposal.id} proposal={proposal} />
      ))}
    </>
  );
}

function ProposalPanel({ proposal }: { proposal: Proposal }) {
  return (
    <Panel title={t('procurement.proposal')} actions={<ProposalActions proposal={proposal} />}>
      <div className={classes['pair']}>
        <FactList
          facts={[
            { label: t('procurement.state'), value: <ProposalBadge state={proposal.state} /> },
            { label: t('procurement.quote'), value: `${proposal.supplier}, ${formatMoney(proposal.amount)}` },
            { label: t('procurement.choiceReason'), value: proposal.reason },
            {
              label: t('procurement.putForwardBy'),
              value: `${proposal.putForwardBy}, ${formatInstant(proposal.openedAt)}`,
            },
            {
              label: t('procurement.decideBy'),
              value: formatInstant(proposal.expiresAt),
            },
          ]}
        />
        <StageList proposal={proposal} />
      </div>
    </Panel>
  );
}

function ProposalActions({ proposal }: { proposal: Proposal }) {
  const may = useMay();
  const language = useLanguage();
  const [dialog, setDialog] = useState<'approve' | 'reject' | 'withdraw' | 'remind' | null>(null);
  const printing = useAction(
    () => client.procurement.saveProposalPdf({ approvalId: proposal.id, language }),
    ({ path }) => (path === null ? undefined : announce(t('procurement.pdfSaved'))),
  );
  const pdf = (
    <Button
      size="compact-sm"
      variant="subtle"
      leftSection={<IconFileTypePdf size={14} />}
      loading={printing.isPending}
      onClick={() => printing.mutate(undefined)}
    >
      {t('procurement.pdf')}
    </Button>
  );
  if (proposal.state !== 'open') return pdf;
  const close = () => setDialog(null);
  return (
    <Group gap="xs">
      {pdf}
      {proposal.mayDecide ? (
        <>
          <Button size="compact-sm" leftSection={<IconCheck size={14} />} onClick={() => setDialog('approve')}>
            {t('procurement.approve')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconX size={14} />}
            onClick={() => setDialog('reject')}
          >
            {t('procurement.reject')}
          </Button>
        </>
      ) : null}
      {may('po.create') ? (
        <>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconMail size={14} />}
            onClick={() => setDialog('remind')}
          >
            {t('reminder.remind')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setDialog('withdraw')}>
            {t('procurement.withdraw')}
          </Button>
        </>
      ) : null}
      {dialog === 'approve' || dialog === 'reject' ? (
        <DecideForm proposal={proposal} verdict={dialog} onClose={close} />
      ) : null}
      {dialog === 'remind' ? <RemindApprovers proposal={proposal} onClose={close} /> : null}
      {dialog === 'withdraw' ? (
        <ReasonDialog
          title={t('procurement.withdraw')}
          submitLabel={t('procurement.withdraw')}
          hint={t('procurement.withdrawHint')}
          act={(reason) => client.procurement.withdrawProposal({ approvalId: proposal.id, reason })}
          onClose={close}
        />
      ) : null}
    </Group>
  );
}
