import { Button, Menu } from '@mantine/core';
import { IconDeviceDesktopShare, IconFileExport, IconFileImport } from '@tabler/icons-react';
import type { StocktakeDetail } from '#shared/features/stocktakes/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';

/** Part of the count is done at a workstation of its own: the list goes there as a file, and what was seen comes back. */
export function OtherWorkstation({ stocktake: { id, origin } }: { stocktake: StocktakeDetail }) {
  const may = useMay();
  if (origin === 'file') return may('stocktake.count') ? <HandBack id={id} /> : null;
  return may('stocktake.reconcile') ? <ListAway id={id} /> : null;
}

function HandBack({ id }: { id: number }) {
  const hand = useAction(
    () => client.stocktakes.handBack({ id }),
    ({ path }) => {
      if (path !== null) announce(t('stocktakes.handedBack'));
    },
  );
  return (
    <Button leftSection={<IconFileExport size={16} />} loading={hand.isPending} onClick={() => hand.mutate(undefined)}>
      {t('stocktakes.handBack')}
    </Button>
  );
}

function ListAway({ id }: { id: number }) {
  const give = useAction(
    () => client.stocktakes.giveOut({ id }),
    ({ path }) => {
      if (path !== null) announce(t('stocktakes.givenOut'));
    },
  );
  const join = useAction(
    () => client.stocktakes.join({ id }),
    ({ joined }) => {
      if (joined === null) return;
      const { sightings, witnesses, fingerprint } = joined;
      announce(t('stocktakes.joined', { count: sightings, who: witnesses.join(', '), fingerprint }));
    },
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconDeviceDesktopShare size={16} />}
          loading={give.isPending || join.isPending}
        >
          {t('stocktakes.otherWorkstation')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileExport size={16} />} onClick={() => give.mutate(undefined)}>
          {t('stocktakes.giveOut')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileImport size={16} />} onClick={() => join.mutate(undefined)}>
          {t('stocktakes.join')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
