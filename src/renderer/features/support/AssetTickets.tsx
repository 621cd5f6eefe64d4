import { Button, Loader, Stack, Table, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ticketLook } from './ticket-look.ts';
import { TicketForm } from './TicketForm.tsx';

/** Tickets about one asset. */
export function AssetTickets({ asset, open }: { asset: { id: number; tag: string }; open: (id: number) => void }) {
  const mayWork = useMay()('ticket.work');
  const [making, setMaking] = useState(false);
  const tickets = useQuery(rpc.support.list.queryOptions({ input: { assetId: asset.id, limit: 100 } })).data;
  if (tickets === undefined) return <Loader size="sm" />;
  return (
    <Stack gap="md">
      <Panel
        title={t('support.tickets')}
        flush={tickets.rows.length > 0}
        actions={
          mayWork ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => setMaking(true)}
            >
              {t('support.newTicket')}
            </Button>
          ) : null
        }
      >
        {tickets.rows.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('support.noneAbout')}
          </Text>
        ) : (
          <Table aria-label={t('support.tickets')} verticalSpacing={6}>
            <Table.Tbody>
              {tickets.rows.map((ticket) => (
                <Table.Tr key={ticket.id}>
                  <Table.Td w={190}>
                    <StatusBadge {...ticketLook(ticket)} />
                  </Table.Td>
                  <Table.Td>
                    <EntityLink href={hrefTo(`/support/tickets/${ticket.id}`)}>
                      {t('support.numbered', { number: ticket.number, title: ticket.title })}
                    </EntityLink>
                  </Table.Td>
                  <Table.Td w={190}>{formatInstant(ticket.openedAt)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Panel>
      {making ? <TicketForm asset={asset} opened={open} onClose={() => setMaking(false)} /> : null}
    </Stack>
  );
}
