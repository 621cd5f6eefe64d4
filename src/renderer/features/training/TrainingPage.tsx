import { Button, Loader, Stack, Table } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { TrainingBadge } from './TrainingBadge.tsx';
import classes from './training.module.css';

/** Courses, and who has signed which. */
export function TrainingPage({ open }: { open: (id: 'new') => void }) {
  const courses = useQuery(rpc.training.listCourses.queryOptions());
  const mayManage = useMay()('training.manage');
  const add = mayManage ? (
    <Button leftSection={<IconPlus size={16} />} onClick={() => open('new')}>
      {t('training.newCourse')}
    </Button>
  ) : null;
  return (
    <Page
      wide
      title={t('training.title')}
      subtitle={
        <a href={hrefTo('/handbook')} style={{ color: 'inherit' }}>
          {t('handbook.title')}
        </a>
      }
      actions={add}
    >
      {courses.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(courses.error)} retry={() => void courses.refetch()} />
      )}
      {courses.isPending ? <Loader size="sm" /> : null}
      {courses.data === undefined ? null : (
        <Stack gap="md">
          <Panel title={t('training.courses')} flush>
            {courses.data.length === 0 ? (
              <EmptyState title={t('training.none')}>{t('training.noneHint')}</EmptyState>
            ) : (
              <Table aria-label={t('training.courses')} verticalSpacing={6}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('training.course')}</Table.Th>
                    <Table.Th w={180} ta="right">
                      {t('training.people')}
                    </Table.Th>
                    <Table.Th w={180}>{t('training.read')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {courses.data.map(({ id, title, people }) => (
                    <Table.Tr key={id}>
                      <Table.Td>
                        {mayManage ? <EntityLink href={hrefTo(`/training/${id}`)}>{title}</EntityLink> : title}
                      </Table.Td>
                      <Table.Td ta="right" className="numbers">
                        {formatNumber(people)}
                      </Table.Td>
                      <Table.Td>
                        <EntityLink href={hrefTo(`/training/${id}/sign`)}>{t('training.readAndSign')}</EntityLink>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            )}
          </Panel>
          {courses.data.length === 0 ? null : <Matrix />}
        </Stack>
      )}
    </Page>
  );
}

function Matrix() {
  const matrix = useQuery(rpc.training.matrix.queryOptions()).data;
  if (matrix === undefined || matrix.people.length === 0) return null;
  return (
    <Panel title={t('training.matrix')} flush>
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('training.matrix')}>
        <Table aria-label={t('training.matrix')} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th miw={180}>{t('entity.person')}</Table.Th>
              <Table.Th miw={140}>{t('field.department')}</Table.Th>
              {matrix.courses.map(({ id, name }) => (
                <Table.Th key={id} miw={150}>
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {matrix.people.map(({ person, department, trainings }) => (
              <Table.Tr key={person.id}>
                <Table.Td>
                  <EntityLink href={hrefTo(`/people/${person.id}`)}>{person.name}</EntityLink>
                </Table.Td>
                <Table.Td>{department ?? '–'}</Table.Td>
                {matrix.courses.map(({ id }) => {
                  const own = trainings.find(({ course }) => course.id === id);
                  return <Table.Td key={id}>{own === undefined ? '–' : <TrainingBadge training={own} />}</Table.Td>;
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Panel>
  );
}
