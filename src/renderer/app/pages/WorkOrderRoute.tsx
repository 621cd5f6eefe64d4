import { useParams } from '@tanstack/react-router';
import { playFailure, playSound } from '#renderer/features/desk/sounds.ts';
import { OrderPage } from '#renderer/features/maintenance/OrderPage.tsx';

const sounds = { done: () => playSound('done'), refused: playFailure };

export function WorkOrderRoute() {
  const { id = '' } = useParams({ strict: false });
  return <OrderPage key={id} id={Number(id)} sounds={sounds} />;
}
