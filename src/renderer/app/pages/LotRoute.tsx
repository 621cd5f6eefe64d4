import { useParams } from '@tanstack/react-router';
import { LotPage } from '#renderer/features/retirement/LotPage.tsx';

/** A lot of what leaves. */
export function LotRoute() {
  const { id = '' } = useParams({ strict: false });
  return <LotPage key={id} id={Number(id)} />;
}
