import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { AskingSelect, useAsked } from '#renderer/ui/AskingSelect.tsx';
import { t } from '#renderer/ui/text/t.ts';

interface AssetSelectProps {
  label: string;
  value: string | null;
  onChange: (id: string | null) => void;
  /** The asset that the choice is made for. */
  except: number;
}

/** Finds an asset by tag, serial or name, among any number of them. */
export function AssetSelect({ label, value, onChange, except }: AssetSelectProps) {
  const { asked, ask } = useAsked();
  const found = useQuery(
    rpc.assets.list.queryOptions({
      input: { limit: 30, ...(asked === '' ? {} : { search: asked }) },
      placeholderData: keepPreviousData,
    }),
  ).data;
  const data = (found?.rows ?? [])
    .filter(({ id }) => id !== except)
    .map(({ id, tag, name, serial }) => ({
      value: String(id),
      label: [tag, name, serial].filter((part) => part !== null && part !== '').join(' · '),
    }));
  return (
    <AskingSelect
      label={label}
      placeholder={t('assets.search')}
      data={data}
      value={value}
      onChange={onChange}
      ask={ask}
    />
  );
}
