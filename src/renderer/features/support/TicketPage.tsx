import { Button, Group, Loader, Menu, Text } from '@mantine/core';
import { IconCheck, IconFlag, IconPlayerPause, IconPlayerPlay, IconRotate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Ticket } from '#shared/features/support/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { TechnicianSelect } from '#renderer/features/maintenance/TechnicianSelect.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { AttachmentGallery } from '#renderer/ui/attachments/AttachmentGallery.tsx';
import type { AttachmentStore } from '#renderer/ui/attachments/attachment-store.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { MoreMenu } from '#renderer/ui/MoreMenu.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { GuidePanel } from './GuidePanel.tsx';
import { SimilarTickets } from './SimilarTickets.tsx';
import classes from './support.module.css';
import { TicketDialog } from './TicketDialogs.tsx';
import type { DialogName } from './TicketDialogs.tsx';
import { TicketHistory } from './TicketHistory.tsx';
import { priorityTone, ticketLook } from './ticket-look.ts';

const isRunning = ({ state }: Ticket) => state === 'new' || state === 'in_progress' || state === 'waiting';

/** One ticket: what it is about, the guide through it, what was said, what helped. */
export function TicketPage({ id }: { id: number }) {
  const query = useQuery(rpc.support.get.queryOptions({ input: { id } }));
  const mayWork = useMay()('ticket.work');
  const ticket = query.data;
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (ticket === undefined) return <Loader size="sm" m="lg" />;
  const editable = mayWork && isRunning(ticket);
  return (
    <Page
      wide
      title={t('support.numbered', { number: ticket.number, title: ticket.title })}
      subtitle={
        <span className={classes['headline']}>
          <a href={hrefTo('/support')} style={{ color: 'inherit' }}>
            {t('nav.support')}
          </a>
          <StatusBadge {...ticketLook(ticket)} />
          <StatusBadge
            tone={priorityTone[ticket.priority]}
            icon={IconFlag}
            label={word('ticketPriority', ticket.priority)}
          />
          {ticket.mergedInto === null ? null : (
            <EntityLink href={hrefTo(`/support/tickets/${ticket.mergedInto.id}`)}>
              {t('support.mergedInto', { number: ticket.mergedInto.number })}
            </EntityLink>
          )}
        </span>
      }
      actions={mayWork && ticket.mergedInto === null ? <Steps ticket={ticket} /> : null}
    >
      <div className={classes['columns']}>
        <div className={classes['stack']}>
          <Panel title={t('support.description')}>
            <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {ticket.description === '' ? t('support.nothingMore') : ticket.description}
            </Text>
            {ticket.resolution === null || isRunning(ticket) ? null : (
              <Text size="sm" mt="sm" fw={600} style={{ whiteSpace: 'pre-wrap' }}>
                {t('support.helped', { resolution: ticket.resolution })}
              </Text>
            )}
          </Panel>
          {ticket.guide.length === 0 && ticket.answers.length === 0 ? null : (
            <GuidePanel ticket={ticket} editable={editable} />
          )}
          <Files ticketId={id} editable={editable} />
          <TicketHistory ticket={ticket} mayWork={mayWork && ticket.mergedInto === null} />
        </div>
        <div className={classes['stack']}>
          <Panel title={t('maintenance.facts')}>
            {editable ? <Assignee ticket={ticket} /> : null}
            <FactList facts={factsOf(ticket)} />
          </Panel>
          {isRunning(ticket) ? (
            <Panel title={t('support.similar')}>
              <SimilarTickets text={ticket.title} exceptId={id} />
              <Text size="xs" c="dimmed">
                {t('support.similarHint')}
              </Text>
            </Panel>
          ) : null}
        </div>
      </div>
    </Page>
  );
}

function factsOf(ticket: Ticket) {
  const { asset, person, place, workOrder, incident } = ticket;
  const link = (href: string, text: string) => <EntityLink href={href}>{text}</EntityLink>;
  return [
    {
      label: t('entity.asset'),
      value: asset === null ? null : link(hrefTo(`/assets/${asset.id}`), `${asset.tag} · ${asset.name}`),
    },
    { label: t('entity.person'), value: person === null ? null : link(hrefTo(`/people/${person.id}`), person.name) },
    ...(place === null
      ? []
      : [{ label: t('field.place'), value: link(hrefTo('/places', { id: place.id }), place.name) }]),
    { label: t('support.category'), value: ticket.category?.name ?? null },
    { label: t('support.impact'), value: word('ticketImpact', ticket.impact) },
    { label: t('support.urgency'), value: word('ticketUrgency', ticket.urgency) },
    {
      label: t('support.opened'),
      value: `${ticket.openedBy} · ${formatInstant(ticket.openedAt)} · ${word('ticketChannel', ticket.channel)}`,
    },
    {
      label: t('support.respondBy'),
      value:
        ticket.respondedAt === null
          ? formatInstant(ticket.respondBy)
          : t('support.respondedAt', { by: formatInstant(ticket.respondBy), at: formatInstant(ticket.respondedAt) }),
    },
    {
      label: t('support.resolveBy'),
      value: ticket.state === 'waiting' ? t('support.standsStill') : formatInstant(ticket.resolveBy),
    },
    ...(ticket.resolvedAt === null
      ? []
      : [{ label: t('support.resolvedAt'), value: formatInstant(ticket.resolvedAt) }]),
    { label: t('support.timeSpent'), value: t('maintenance.minutesValue', { count: ticket.minutes }) },
    ...(workOrder === null
      ? []
      : [
          {
            label: t('support.workOrder'),
            value: link(
              hrefTo(`/maintenance/orders/${workOrder.id}`),
              t('maintenance.orderTitle', { number: workOrder.number, title: workOrder.title }),
            ),
          },
        ]),
    ...(incident === null
      ? []
      : [
          {
            label: t('support.incident'),
            value: link(hrefTo(`/incidents/${incident.id}`), t('incidents.open', { number: incident.number })),
          },
        ]),
  ];
}

function Assignee({ ticket: { id, version, assignee } }: { ticket: Ticket }) {
  const assign = useAction((operatorId: number | null) => client.support.assign({ id, version, operatorId }));
  return (
    <div style={{ marginBottom: 12 }}>
      <TechnicianSelect
        label={t('support.assignee')}
        value={assignee?.id ?? null}
        onChange={(operatorId) => {
          if (operatorId !== (assignee?.id ?? null)) assign.mutate(operatorId);
        }}
      />
    </div>
  );
}

/** What leads from one state to the next. */
function Steps({ ticket }: { ticket: Ticket }) {
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const { id, version, state } = ticket;
  const go = useAction((to: 'in_progress' | 'waiting' | 'closed') =>
    client.support.setState({ id, version, state: to }),
  );
  const running = isRunning(ticket);
  return (
    <Group gap="xs">
      {state === 'new' || state === 'waiting' ? (
        <Button variant="default" leftSection={<IconPlayerPlay size={16} />} onClick={() => go.mutate('in_progress')}>
          {t(state === 'new' ? 'support.begin' : 'support.goOn')}
        </Button>
      ) : null}
      {state === 'in_progress' ? (
        <Button variant="default" leftSection={<IconPlayerPause size={16} />} onClick={() => go.mutate('waiting')}>
          {t('support.wait')}
        </Button>
      ) : null}
      {running ? (
        <Button leftSection={<IconCheck size={16} />} onClick={() => setDialog('resolve')}>
          {t('support.resolve')}
        </Button>
      ) : (
        <Button variant="default" leftSection={<IconRotate size={16} />} onClick={() => setDialog('reopen')}>
          {t('support.reopen')}
        </Button>
      )}
      <MoreMenu>
        {running ? <Menu.Item onClick={() => setDialog('triage')}>{t('support.triage')}</Menu.Item> : null}
        <Menu.Item onClick={() => setDialog('link')}>{t('support.link')}</Menu.Item>
        {running ? <Menu.Item onClick={() => setDialog('merge')}>{t('support.merge')}</Menu.Item> : null}
        {state === 'resolved' ? <Menu.Item onClick={() => go.mutate('closed')}>{t('support.close')}</Menu.Item> : null}
      </MoreMenu>
      {dialog === null ? null : <TicketDialog name={dialog} ticket={ticket} onClose={() => setDialog(null)} />}
    </Group>
  );
}

const storeOf = (ticketId: number): AttachmentStore => ({
  name: 'tickets',
  attach: (file, thumbnail) => client.support.attach({ ticketId, file, thumbnail }),
  content: (input) => client.support.attachmentContent(input),
  open: (id) => client.support.openAttachment({ id }),
  archive: (id) => client.support.archiveAttachment({ id }),
});

function Files({ ticketId, editable }: { ticketId: number; editable: boolean }) {
  const list = useQuery(rpc.support.listAttachments.queryOptions({ input: { ticketId } })).data;
  if (list === undefined || (list.length === 0 && !editable)) return null;
  return <AttachmentGallery store={storeOf(ticketId)} list={list} editable={editable} />;
}
