import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';

/** Software products as a select offers them. */
export function useProductChoices(): { value: string; label: string }[] {
  const products = useQuery(rpc.software.listProducts.queryOptions({ input: {} })).data ?? [];
  return products.map(({ id, name, publisher }) => ({
    value: String(id),
    label: [name, publisher].filter((part) => part !== null && part !== '').join(' · '),
  }));
}
