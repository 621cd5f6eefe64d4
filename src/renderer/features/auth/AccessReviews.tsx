import { Button, Table } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconEyeCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccessReview } from '#shared/features/auth/model.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ReviewForm } from './ReviewForm.tsx';
import { useRoleName } from './role-name.ts';

/** Who looked again at everybody's roles, and whether what was to be withdrawn was. */
export function AccessReviews() {
  const reviews = useQuery(rpc.auth.listAccessReviews.queryOptions());
  const [reviewing, setReviewing] = useState(false);
  const begin = (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconEyeCheck size={14} />}
      onClick={() => setReviewing(true)}
    >
      {t('auth.review')}
    </Button>
  );
  return (
    <Panel title={t('auth.reviews')} actions={begin} flush>
      {reviews.error === null ? null : <FailureAlert sentence={sentenceOfError(reviews.error)} />}
      {reviews.data?.length === 0 ? <EmptyState title={t('auth.noReviews')} /> : null}
      {reviews.data === undefined || reviews.data.length === 0 ? null : <ReviewTable reviews={reviews.data} />}
      {reviewing ? <ReviewForm onClose={() => setReviewing(false)} /> : null}
    </Panel>
  );
}

function ReviewTable({ reviews }: { reviews: readonly AccessReview[] }) {
  const roleName = useRoleName();
  return (
    <Table aria-label={t('auth.reviews')} className="numbers">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('auth.reviewPeriod')}</Table.Th>
          <Table.Th>{t('auth.reviewedBy')}</Table.Th>
          <Table.Th>{t('auth.reviewOutcome')}</Table.Th>
          <Table.Th>{t('field.status')}</Table.Th>
          <Table.Th>{t('auth.reviewNote')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {reviews.map(({ id, from, to, reviewer, at, kept, withdrawn, open, note }) => (
          <Table.Tr key={id}>
            <Table.Td>
              {formatDay(from)} – {formatDay(to)}
            </Table.Td>
            <Table.Td>
              {reviewer}, {formatInstant(at)}
            </Table.Td>
            <Table.Td>{t('auth.reviewKept', { kept, withdrawn })}</Table.Td>
            <Table.Td>
              {open.length > 0 ? (
                <StatusBadge
                  tone="warn"
                  icon={IconAlertTriangle}
                  label={t('auth.reviewOpen', {
                    what: open.map(({ operator, role }) => `${operator} (${roleName(role)})`).join(', '),
                  })}
                />
              ) : (
                <StatusBadge tone="good" icon={IconCheck} label={t('auth.reviewDone')} />
              )}
            </Table.Td>
            <Table.Td>{note}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
