import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { DeskResult } from '#shared/features/desk/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './desk.module.css';

/** What goes out with the asset, or what must have come back with it; a press says that it did not. */
export function Accessories({ result: { asset, accessories, outcome } }: { result: DeskResult }) {
  const [missing, setMissing] = useState<string[]>([]);
  const note = useAction(
    (next: string[]) => client.custody.noteMissing({ assetId: asset?.id ?? 0, missing: next }),
    () => undefined,
  );
  if (outcome !== 'checked_in')
    return <div className={classes['path']}>{t('custody.with', { list: accessories.join(', ') })}</div>;
  const toggle = (name: string) => {
    const next = missing.includes(name) ? missing.filter((each) => each !== name) : [...missing, name];
    setMissing(next);
    note.mutate(next);
  };
  return (
    <Group gap="xs" mt={8} role="group" aria-label={t('desk.accessoriesBack')}>
      <span className={classes['path']}>{t('desk.accessoriesBack')}</span>
      {accessories.map((name) => (
        <Button
          key={name}
          size="md"
          variant={missing.includes(name) ? 'filled' : 'default'}
          {...(missing.includes(name) ? { color: 'red' } : {})}
          aria-pressed={missing.includes(name)}
          onClick={() => toggle(name)}
        >
          {missing.includes(name) ? t('desk.accessoryMissing', { name }) : name}
        </Button>
      ))}
    </Group>
  );
}
