import { Button } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { AssetRow } from '#shared/features/assets/model.ts';
import type { DeskSessionName } from '#shared/features/desk/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './desk.module.css';
import { putAway } from './scan-queue.ts';

/** Where what came back belongs, and what is done with it next; one press when it belongs elsewhere than it was fetched from. */
export function WhereToPut({ session, asset }: { session: DeskSessionName; asset: AssetRow }) {
  const may = useMay();
  const { data } = useQuery(
    rpc.custody.proposeReturn.queryOptions({ input: { assetId: asset.id, condition: asset.condition } }),
  );
  if (data === undefined) return null;
  const { place, nextStep } = data;
  const elsewhere = place !== null && place.id !== asset.place?.id;
  return (
    <>
      {place === null ? null : (
        <div className={classes['path']}>
          <IconMapPin size="1em" aria-hidden />{' '}
          {t(elsewhere ? 'desk.putInstead' : 'desk.putBack', { place: place.path })}
        </div>
      )}
      {nextStep === 'stock' ? null : (
        <div className={classes['why']}>{t('desk.nextStep', { step: word('nextStep', nextStep) })}</div>
      )}
      {elsewhere && may('asset.move') ? (
        <Button size="md" mt={10} w="fit-content" onClick={() => void putAway(session, asset.id, place.id)}>
          {t('desk.putThere')}
        </Button>
      ) : null}
    </>
  );
}
