import { Button, Loader, Stack } from '@mantine/core';
import { IconArchive, IconPencil } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Person } from '#shared/features/people/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announceWithUndo } from '#renderer/rpc/announce-undo.tsx';
import { useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { PersonState } from './people-columns.tsx';
import { PersonForm } from './PersonForm.tsx';

function PersonFacts({ person }: { person: Person }) {
  return (
    <Panel title={t('people.facts')}>
      <FactList
        facts={[
          { label: t('field.employeeNumber'), value: person.employeeNumber },
          { label: t('field.badgeCode'), value: person.badgeCode },
          { label: t('field.title'), value: person.title },
          { label: t('field.department'), value: person.department?.name },
          {
            label: t('field.manager'),
            value:
              person.manager === null ? null : (
                <EntityLink href={hrefTo(`/people/${person.manager.id}`)}>{person.manager.name}</EntityLink>
              ),
          },
          { label: t('field.place'), value: person.place?.name },
          { label: t('field.email'), value: person.email },
          { label: t('field.phone'), value: person.phone },
          { label: t('field.username'), value: person.username },
          { label: t('field.startsOn'), value: person.startsOn === null ? null : formatDay(person.startsOn) },
          { label: t('field.endsOn'), value: person.endsOn === null ? null : formatDay(person.endsOn) },
          { label: t('field.notes'), value: person.notes },
          ...Object.entries(person.extras).map(([label, value]) => ({ label, value })),
        ]}
      />
    </Panel>
  );
}

interface PersonPageProps {
  id: number;
  held: (person: Person) => ReactNode;
  /** What other parts of the window can do with a person. */
  actions: (person: Person) => ReactNode;
}

export function PersonPage({ id, held, actions }: PersonPageProps) {
  const query = useQuery(rpc.people.get.queryOptions({ input: { id } }));
  const may = useMay();
  const [dialog, setDialog] = useState<'edit' | 'archive' | null>(null);
  const archive = useMutation({
    mutationFn: () => client.people.archive({ id }),
    onSuccess: () => {
      announceWithUndo(t('people.archivedNow'), () => client.people.restore({ id }));
      setDialog(null);
    },
  });
  const restore = useAction(() => client.people.restore({ id }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const person = query.data;
  if (person === undefined) return <Loader size="sm" m="lg" />;
  return (
    <Page
      title={person.name}
      subtitle={
        <>
          <a href={hrefTo('/people')} style={{ color: 'inherit' }}>
            {t('nav.people')}
          </a>{' '}
          <PersonState endsOn={person.endsOn} archived={person.archived} />
        </>
      }
      actions={
        person.archived ? (
          may('person.edit') ? (
            <Button variant="default" loading={restore.isPending} onClick={() => restore.mutate(undefined)}>
              {t('action.restore')}
            </Button>
          ) : null
        ) : (
          <>
            {actions(person)}
            {may('person.edit') ? (
              <>
                <Button variant="default" leftSection={<IconArchive size={16} />} onClick={() => setDialog('archive')}>
                  {t('action.archive')}
                </Button>
                <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => setDialog('edit')}>
                  {t('action.edit')}
                </Button>
              </>
            ) : null}
          </>
        )
      }
    >
      <Stack gap="md">
        {held(person)}
        <PersonFacts person={person} />
      </Stack>
      {dialog === 'edit' ? (
        <PersonForm person={person} onClose={() => setDialog(null)} onSaved={() => void query.refetch()} />
      ) : null}
      {dialog === 'archive' ? (
        <ConfirmDialog
          title={t('people.archiveTitle', { name: person.name })}
          confirmLabel={t('action.archive')}
          busy={archive.isPending}
          failure={archive.error === null ? null : sentenceOfError(archive.error)}
          onConfirm={() => archive.mutate()}
          onClose={() => setDialog(null)}
        >
          {t('people.archiveHint')}
        </ConfirmDialog>
      ) : null}
    </Page>
  );
}
