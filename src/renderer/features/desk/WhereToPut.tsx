import { Button } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { AssetRow } from '#shared/features/assets/model.ts';
import type { DeskResult, DeskSessionName } from '#shared/features/desk/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './desk.module.css';
import { pathOf } from './outcome.ts';
import { putAway } from './scan-queue.ts';

interface WhereToPutProps {
  session: DeskSessionName;
  result: DeskResult;
  asset: AssetRow;
}

/**
 * Where what came back belongs, and what is done with it next; one press when it belongs elsewhere than it was fetched
 * from. The place is named once, with all that it lies in.
 */
export function WhereToPut({ session, result, asset }: WhereToPutProps) {
  const may = useMay();
  const { data } = useQuery(
    rpc.custody.proposeReturn.queryOptions({ input: { assetId: asset.id, condition: asset.condition } }),
  );
  const place = data?.place ?? null;
  const nextStep = data?.nextStep ?? 'stock';
  const elsewhere = place !== null && place.id !== asset.place?.id;
  const told = place !== null && !elsewhere ? { ...asset, place: { id: place.id, name: place.path } } : asset;
  return (
    <>
      <div className={classes['path']}>{pathOf({ ...result, asset: told })}</div>
      {place !== null && elsewhere ? (
        <div className={classes['path']}>
          <IconMapPin size="1em" aria-hidden /> {t('desk.putInstead', { place: place.path })}
        </div>
      ) : null}
      {nextStep === 'stock' ? null : (
        <div className={classes['why']}>{t('desk.nextStep', { step: word('nextStep', nextStep) })}</div>
      )}
      {place !== null && elsewhere && may('asset.move') ? (
        <Button size="md" mt={10} w="fit-content" onClick={() => void putAway(session, asset.id, place.id)}>
          {t('desk.putThere')}
        </Button>
      ) : null}
    </>
  );
}
