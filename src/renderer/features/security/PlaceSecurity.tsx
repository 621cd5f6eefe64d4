import { Button, Group, Loader, Stack, Table, Text } from '@mantine/core';
import { IconDoor, IconLock, IconPencil, IconUserMinus, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SecurePlace } from '#shared/features/security/keeping.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { EntrantForm } from './EntrantForm.tsx';
import { LockForm } from './LockForm.tsx';
import { SealForm } from './SealForm.tsx';
import { Visits } from './Visits.tsx';

type Dialog = 'lock' | 'seal' | 'entrant';

/** How a place is locked and sealed and who may enter; of any other, that it can be made secure. */
export function PlaceSecurity({ placeId, askAtDoor }: { placeId: number; askAtDoor: () => void }) {
  const { data } = useQuery(rpc.security.placeSecurity.queryOptions({ input: { placeId } }));
  const may = useMay();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  if (data === undefined) return <Loader size="sm" />;
  const { own, within } = data;
  const button = (label: string, icon: typeof IconLock, opens: Dialog) => {
    const Shape = icon;
    return (
      <Button
        key={opens}
        size="compact-sm"
        variant="default"
        leftSection={<Shape size={14} />}
        onClick={() => setDialog(opens)}
      >
        {label}
      </Button>
    );
  };
  const actions =
    own === null ? (
      may('place.edit') ? (
        button(t('security.markSecure'), IconLock, 'lock')
      ) : null
    ) : (
      <Group gap={6}>
        {may('asset.move') ? (
          <Button size="compact-sm" variant="default" leftSection={<IconDoor size={14} />} onClick={askAtDoor}>
            {t('security.askAtDoor')}
          </Button>
        ) : null}
        {may('asset.move') ? button(t('security.changeSeal'), IconLock, 'seal') : null}
        {may('place.edit') ? button(t('security.letIn'), IconUserPlus, 'entrant') : null}
        {may('place.edit') ? button(t('action.edit'), IconPencil, 'lock') : null}
      </Group>
    );
  return (
    <Panel title={t('security.keeping')} actions={actions}>
      {own === null ? (
        <Text size="sm" c="dimmed">
          {within === null ? t('security.notSecure') : t('security.within', { place: within.name })}
        </Text>
      ) : (
        <Secure place={own} />
      )}
      {dialog === 'lock' ? <LockForm placeId={placeId} place={own} onClose={() => setDialog(null)} /> : null}
      {dialog === 'seal' && own !== null ? <SealForm place={own} onClose={() => setDialog(null)} /> : null}
      {dialog === 'entrant' ? <EntrantForm placeId={placeId} onClose={() => setDialog(null)} /> : null}
    </Panel>
  );
}

function Secure({ place: { placeId, lock, note, since, seals, entrants } }: { place: SecurePlace }) {
  const mayEdit = useMay()('place.edit');
  const present = seals.find(({ removedAt }) => removedAt === null);
  const shutOut = useAction(
    (id: number) => client.security.shutOut({ id }),
    () => announce(t('security.shutOutNow')),
  );
  return (
    <Stack gap="md">
      <FactList
        facts={[
          { label: t('security.lock'), value: lock },
          { label: t('security.seal'), value: present?.number ?? t('security.noSeal') },
          { label: t('security.since'), value: formatInstant(since) },
          { label: t('field.notes'), value: note },
        ]}
      />
      <div>
        <Text size="sm" fw={600}>
          {t('security.entrants')}
        </Text>
        {entrants.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('security.nobodyEnters')}
          </Text>
        ) : (
          <Table aria-label={t('security.entrants')} verticalSpacing={4}>
            <Table.Tbody>
              {entrants.map(({ id, person, department, title, since: from }) => {
                const name = person?.name ?? department?.name ?? title ?? '';
                return (
                  <Table.Tr key={id}>
                    <Table.Td>
                      {person === null ? name : <EntityLink href={hrefTo(`/people/${person.id}`)}>{name}</EntityLink>}
                    </Table.Td>
                    <Table.Td>
                      {word('entrantKind', person !== null ? 'person' : department === null ? 'title' : 'department')}
                    </Table.Td>
                    <Table.Td>{formatInstant(from)}</Table.Td>
                    {mayEdit ? (
                      <Table.Td ta="end">
                        <Button
                          size="compact-xs"
                          variant="subtle"
                          color="gray"
                          leftSection={<IconUserMinus size={14} />}
                          aria-label={t('security.shutOutOf', { name })}
                          onClick={() => shutOut.mutate(id)}
                        >
                          {t('security.shutOut')}
                        </Button>
                      </Table.Td>
                    ) : null}
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        )}
      </div>
      <Visits placeId={placeId} />
      {seals.length === 0 ? null : (
        <div>
          <Text size="sm" fw={600}>
            {t('security.seals')}
          </Text>
          <Table aria-label={t('security.seals')} verticalSpacing={4}>
            <Table.Tbody>
              {seals.map((seal) => (
                <Table.Tr key={seal.id}>
                  <Table.Td fw={seal.removedAt === null ? 600 : 400}>{seal.number}</Table.Td>
                  <Table.Td>{t('security.sealSet', { at: formatInstant(seal.setAt), by: seal.setBy })}</Table.Td>
                  <Table.Td>
                    {seal.removedAt === null || seal.removed === null
                      ? t('security.sealPresent')
                      : `${word('sealEnd', seal.removed)} · ${formatInstant(seal.removedAt)} · ${seal.removedBy ?? ''}`}
                    {seal.note === '' ? null : (
                      <Text size="xs" c="dimmed">
                        {seal.note}
                      </Text>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Stack>
  );
}
