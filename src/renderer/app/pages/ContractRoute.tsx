import { useParams } from '@tanstack/react-router';
import { ContractPage } from '#renderer/features/procurement/contracts/ContractPage.tsx';

export function ContractRoute() {
  const { id = '' } = useParams({ strict: false });
  return <ContractPage key={id} id={Number(id)} />;
}
