import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { TrainingBadge } from './TrainingBadge.tsx';

/** What somebody has to know and has signed; nothing where nothing is asked. */
export function PersonTrainings({ personId }: { personId: number }) {
  const trainings = useQuery(rpc.training.ofPerson.queryOptions({ input: { personId } })).data ?? [];
  const maySign = useMay()('asset.checkout');
  if (trainings.length === 0) return null;
  return (
    <Panel title={t('training.title')} flush>
      <Table aria-label={t('training.title')} verticalSpacing={6}>
        <Table.Tbody>
          {trainings.map((training) => (
            <Table.Tr key={training.course.id}>
              <Table.Td>{training.course.name}</Table.Td>
              <Table.Td>
                <TrainingBadge training={training} />
              </Table.Td>
              <Table.Td>
                {training.signedAt === null
                  ? null
                  : t('training.signedBy', { by: training.signer ?? '', at: formatInstant(training.signedAt) })}
              </Table.Td>
              <Table.Td w={160}>
                {maySign ? (
                  <EntityLink href={hrefTo(`/training/${training.course.id}/sign`, { person: personId })}>
                    {t('training.readAndSign')}
                  </EntityLink>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
