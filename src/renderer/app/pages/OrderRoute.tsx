import { useParams } from '@tanstack/react-router';
import { OrderPage } from '#renderer/features/procurement/orders/OrderPage.tsx';

export function OrderRoute() {
  const { id = '' } = useParams({ strict: false });
  return <OrderPage key={id} id={Number(id)} />;
}
