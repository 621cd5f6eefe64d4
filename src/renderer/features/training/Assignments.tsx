import { Button, Checkbox, Group, Select, Stack, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Course, Target } from '#shared/features/training/model.ts';
import { useCategoryChoices, useDepartmentChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './training.module.css';

const kinds = ['role', 'department', 'category'] as const;

/** Of whom a course is asked. */
export function Assignments({ course }: { course: Course }) {
  const [kind, setKind] = useState<(typeof kinds)[number]>('department');
  const [id, setId] = useState<string | null>(null);
  const [atHandover, setAtHandover] = useState(false);
  const roles = (useQuery(rpc.roleKits.list.queryOptions()).data ?? []).map((kit) => ({
    value: String(kit.id),
    label: kit.role,
  }));
  const choices = { role: roles, department: useDepartmentChoices(), category: useCategoryChoices() };
  const assign = useAction(
    (target: Target) => client.training.assign({ courseId: course.id, target }),
    () => setId(null),
  );
  const end = useAction((assignmentId: number) => client.training.unassign({ id: assignmentId }));
  const add = () => {
    if (id === null) return;
    const of = Number(id);
    assign.mutate(kind === 'category' ? { kind, id: of, atHandover } : { kind, id: of });
  };
  return (
    <Panel title={t('training.askedOf')}>
      <Stack gap="md">
        {course.assignments.length === 0 ? null : (
          <Table aria-label={t('training.askedOf')} verticalSpacing={6}>
            <Table.Tbody>
              {course.assignments.map((assignment) => (
                <Table.Tr key={assignment.id}>
                  <Table.Td w={140}>{word('trainingTarget', assignment.kind)}</Table.Td>
                  <Table.Td>
                    {assignment.of.name}
                    {assignment.atHandover ? ` · ${t('training.atHandover')}` : ''}
                  </Table.Td>
                  <Table.Td w={140}>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={t('training.endFor', { name: assignment.of.name })}
                      onClick={() => end.mutate(assignment.id)}
                    >
                      {t('training.end')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        <div className={classes['sign']}>
          <Select
            label={t('training.by')}
            allowDeselect={false}
            data={kinds.map((value) => ({ value, label: word('trainingTarget', value) }))}
            value={kind}
            onChange={(value) => {
              setKind(kinds.find((each) => each === value) ?? 'department');
              setId(null);
            }}
          />
          <SearchableSelect label={word('trainingTarget', kind)} data={choices[kind]} value={id} onChange={setId} />
          <Button loading={assign.isPending} disabled={id === null} onClick={add}>
            {t('training.assign')}
          </Button>
        </div>
        {kind === 'category' ? (
          <Group>
            <Checkbox
              label={t('training.atHandover')}
              checked={atHandover}
              onChange={(event) => setAtHandover(event.currentTarget.checked)}
            />
          </Group>
        ) : null}
      </Stack>
    </Panel>
  );
}
