import { useParams } from '@tanstack/react-router';
import { ProductPage } from '#renderer/features/licences/ProductPage.tsx';

export function LicenceRoute() {
  const { id = '' } = useParams({ strict: false });
  return <ProductPage key={id} id={Number(id)} />;
}
