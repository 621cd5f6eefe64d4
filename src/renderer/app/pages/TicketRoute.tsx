import { useParams } from '@tanstack/react-router';
import { TicketPage } from '#renderer/features/support/TicketPage.tsx';

export function TicketRoute() {
  const { id = '' } = useParams({ strict: false });
  return <TicketPage key={id} id={Number(id)} />;
}
