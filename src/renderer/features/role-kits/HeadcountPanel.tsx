import { Button, Group, Loader } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconClipboardText, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { useDepartmentChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { HeadcountGrid, rowKey } from './HeadcountGrid.tsx';
import type { PlannedRow } from './HeadcountGrid.tsx';
import { HeadcountImport } from './HeadcountImport.tsx';
import classes from './role-kits.module.css';
import { monthsFrom, thisMonth } from './months.ts';

/** Columns of the plan. */
const shownMonths = 12;

/** People who are going to join, by department and role in rows and by month in columns. */
export function HeadcountPanel() {
  const mayPlan = useMay()('po.create');
  const [first, setFirst] = useState(thisMonth());
  const [importing, setImporting] = useState(false);
  const [added, setAdded] = useState<PlannedRow[]>([]);
  const months = monthsFrom(first, shownMonths);
  const query = useQuery(
    rpc.roleKits.listHeadcount.queryOptions({ input: { from: first, to: months.at(-1) ?? first } }),
  );
  const entries = query.data ?? [];
  const known = new Map<string, PlannedRow>(entries.map((entry) => [rowKey(entry), entry]));
  for (const row of added) if (!known.has(rowKey(row))) known.set(rowKey(row), row);
  return (
    <Panel
      title={t('roleKits.headcount')}
      flush
      actions={
        <Group gap={4}>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={t('roleKits.earlier')}
            onClick={() => setFirst(monthsFrom(first, 1, -shownMonths)[0] ?? first)}
          >
            <IconChevronLeft size={15} />
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={t('roleKits.later')}
            onClick={() => setFirst(monthsFrom(first, 1, shownMonths)[0] ?? first)}
          >
            <IconChevronRight size={15} />
          </Button>
          {mayPlan ? (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconClipboardText size={14} />}
              onClick={() => setImporting(true)}
            >
              {t('roleKits.import')}
            </Button>
          ) : null}
        </Group>
      }
    >
      {query.error === null ? null : <FailureAlert sentence={sentenceOfError(query.error)} />}
      {query.isPending ? <Loader size="sm" m="md" /> : null}
      {query.isSuccess && known.size === 0 ? <p className={classes['note']}>{t('roleKits.noHeadcount')}</p> : null}
      {known.size === 0 ? null : (
        <HeadcountGrid rows={[...known.values()]} months={months} entries={entries} editable={mayPlan} />
      )}
      {mayPlan ? <AddRow add={(row) => setAdded([...added, row])} /> : null}
      {importing ? <HeadcountImport onClose={() => setImporting(false)} /> : null}
    </Panel>
  );
}

/** Another department and role; the line stays once a number is entered. */
function AddRow({ add }: { add: (row: PlannedRow) => void }) {
  const departments = useDepartmentChoices();
  const kits = useQuery(rpc.roleKits.list.queryOptions()).data ?? [];
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const [kitId, setKitId] = useState<string | null>(null);
  const createDepartment = useAction((name: string) => client.people.createDepartment({ name, code: null }));
  const [typed, setTyped] = useState('');
  const department = departments.find(({ value }) => value === departmentId);
  const kit = kits.find(({ id }) => String(id) === kitId);
  const fresh = typed.trim() !== '' && !departments.some(({ label }) => label === typed.trim());
  const mayCreate = useMay()('person.edit') && fresh;
  return (
    <div className={classes['add']}>
      <SearchableSelect
        label={t('field.department')}
        data={departments}
        value={departmentId}
        onChange={setDepartmentId}
        searchValue={typed}
        onSearchChange={setTyped}
        nothingFoundMessage={
          mayCreate ? (
            <Button
              size="compact-sm"
              variant="subtle"
              loading={createDepartment.isPending}
              onClick={() => createDepartment.mutate(typed.trim())}
            >
              {t('roleKits.createDepartment', { name: typed.trim() })}
            </Button>
          ) : (
            t('form.nothingFound')
          )
        }
      />
      <SearchableSelect
        label={t('roleKits.role')}
        data={kits.map(({ id, role }) => ({ value: String(id), label: role }))}
        value={kitId}
        onChange={setKitId}
      />
      <Button
        variant="default"
        leftSection={<IconPlus size={15} />}
        disabled={department === undefined || kit === undefined}
        onClick={() => {
          if (department === undefined || kit === undefined) return;
          add({ departmentId: Number(department.value), department: department.label, kitId: kit.id, role: kit.role });
          setDepartmentId(null);
          setKitId(null);
        }}
      >
        {t('roleKits.addRow')}
      </Button>
    </div>
  );
}
