import { Button, Loader, Table } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** What is done to assets of a category, or for a department, before they are handed over. */
export function ProfilesPanel({ open }: { open: (id: number | 'new') => void }) {
  const query = useQuery(rpc.configuration.listProfiles.queryOptions());
  const add = useMay()('configuration.edit') ? (
    <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={() => open('new')}>
      {t('configuration.newProfile')}
    </Button>
  ) : null;
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" />;
  return (
    <Panel title={t('configuration.profiles')} actions={add} flush>
      {query.data.length === 0 ? (
        <EmptyState title={t('configuration.noProfiles')} action={add}>
          {t('configuration.noProfilesHint')}
        </EmptyState>
      ) : (
        <Table aria-label={t('configuration.profiles')} verticalSpacing={6} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('field.name')}</Table.Th>
              <Table.Th>{t('field.category')}</Table.Th>
              <Table.Th>{t('field.department')}</Table.Th>
              <Table.Th w={110} ta="right">
                {t('configuration.steps')}
              </Table.Th>
              <Table.Th w={120} ta="right">
                {t('configuration.mandatory')}
              </Table.Th>
              <Table.Th w={220}>{t('configuration.version')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {query.data.map((profile) => (
              <Table.Tr key={profile.id}>
                <Table.Td>
                  <EntityLink href={hrefTo(`/deploy/profiles/${profile.id}`)}>{profile.name}</EntityLink>
                </Table.Td>
                <Table.Td>{profile.category?.name ?? t('configuration.any')}</Table.Td>
                <Table.Td>{profile.department?.name ?? t('configuration.any')}</Table.Td>
                <Table.Td ta="right" className="numbers">
                  {formatNumber(profile.steps)}
                </Table.Td>
                <Table.Td ta="right" className="numbers">
                  {formatNumber(profile.mandatory)}
                </Table.Td>
                <Table.Td>
                  {[
                    profile.published === null ? null : t('configuration.versionNumber', { number: profile.published }),
                    profile.hasDraft ? t('configuration.draft') : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
