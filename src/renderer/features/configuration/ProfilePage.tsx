import { Button, Loader, Stack, Table } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Profile, ProfileVersion } from '#shared/features/configuration/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { useRoleName } from '#renderer/features/auth/role-name.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { ProfileEditor } from './ProfileEditor.tsx';

interface ProfilePageProps {
  /** Null writes a new one. */
  id: number | null;
  saved: (id: number) => void;
  left: () => void;
}

/** A profile: what is written for the next version, and every version that there was. */
export function ProfilePage({ id, saved, left }: ProfilePageProps) {
  const query = useQuery(rpc.configuration.getProfile.queryOptions({ input: { id: id ?? 0 }, enabled: id !== null }));
  const mayEdit = useMay()('configuration.edit');
  const [archiving, setArchiving] = useState(false);
  const profile = id === null ? null : query.data;
  const archive = useAction(
    (seen: Profile) => client.configuration.archiveProfile({ id: seen.id, version: seen.version }),
    left,
  );
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (profile === undefined) return <Loader size="sm" m="lg" />;
  return (
    <Page
      title={profile?.name ?? t('configuration.newProfile')}
      subtitle={
        <a href={hrefTo('/deploy', { tab: 'profiles' })} style={{ color: 'inherit' }}>
          {t('configuration.profiles')}
        </a>
      }
      actions={
        profile !== null && mayEdit ? (
          <Button variant="default" leftSection={<IconArchive size={16} />} onClick={() => setArchiving(true)}>
            {t('action.archive')}
          </Button>
        ) : null
      }
      wide
    >
      <Stack gap="md">
        {mayEdit ? (
          <Panel title={t('configuration.nextVersion')}>
            <ProfileEditor key={profile?.version ?? 0} profile={profile} saved={saved} />
          </Panel>
        ) : null}
        {profile?.versions
          .filter(({ publishedAt }) => publishedAt !== null)
          .map((version) => (
            <Version key={version.id} version={version} />
          ))}
      </Stack>
      {archiving && profile !== null ? (
        <ConfirmDialog
          title={t('configuration.archiveTitle', { name: profile.name })}
          confirmLabel={t('action.archive')}
          busy={archive.isPending}
          onConfirm={() => archive.mutate(profile)}
          onClose={() => setArchiving(false)}
        >
          {t('configuration.archiveHint')}
        </ConfirmDialog>
      ) : null}
    </Page>
  );
}

function Version({ version }: { version: ProfileVersion }) {
  const roleName = useRoleName();
  const { number, publishedAt, publishedBy, steps } = version;
  const title = t('configuration.versionOf', { number, by: publishedBy, at: formatInstant(publishedAt) });
  return (
    <Panel title={title} flush>
      <Table aria-label={title} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={120}>{t('configuration.phase')}</Table.Th>
            <Table.Th>{t('configuration.step')}</Table.Th>
            <Table.Th w={130}>{t('configuration.proof')}</Table.Th>
            <Table.Th w={150}>{t('configuration.doneBy')}</Table.Th>
            <Table.Th w={110}>{t('configuration.mandatory')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map((step) => (
            <Table.Tr key={step.id}>
              <Table.Td>{word('stepPhase', step.phase)}</Table.Td>
              <Table.Td>{step.title}</Table.Td>
              <Table.Td>{word('stepProof', step.proof)}</Table.Td>
              <Table.Td>{step.role === null ? t('configuration.anybody') : roleName(step.role)}</Table.Td>
              <Table.Td>{t(step.mandatory ? 'fields.yes' : 'fields.no')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
