import type { SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';

interface TechnicianSelectProps extends Pick<SelectProps, 'label' | 'aria-label' | 'placeholder' | 'w' | 'size'> {
  value: number | null;
  onChange: (id: number | null) => void;
}

/** Who does it: everybody who may sign in. */
export function TechnicianSelect({ value, onChange, ...props }: TechnicianSelectProps) {
  const technicians = useQuery(rpc.maintenance.listTechnicians.queryOptions()).data ?? [];
  return (
    <SearchableSelect
      data={technicians.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      {...props}
    />
  );
}
