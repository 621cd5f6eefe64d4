import { useNavigate, useParams } from '@tanstack/react-router';
import { playFailure, playSound } from '#renderer/features/desk/sounds.ts';
import { StocktakeReportMenu } from '#renderer/features/reports/StocktakeReportMenu.tsx';
import type { CountSound } from '#renderer/features/stocktakes/result-look.ts';
import { StocktakePage } from '#renderer/features/stocktakes/StocktakePage.tsx';
import { CountScanned } from '#renderer/features/supplies/CountScanned.tsx';
import { CountedSupplies } from '#renderer/features/supplies/CountedSupplies.tsx';

const play = (sound: CountSound) => {
  if (sound === 'failure') playFailure();
  else playSound(sound);
};

export function StocktakeRoute() {
  const { id = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  return (
    <StocktakePage
      key={id}
      id={Number(id)}
      play={play}
      report={(stocktakeId) => <StocktakeReportMenu id={stocktakeId} />}
      supplies={(stocktake) => <CountedSupplies stocktake={stocktake} />}
      quantity={(stocktakeId, supply, placeId) => (
        <CountScanned
          key={`${supply.code} ${supply.counted}`}
          stocktakeId={stocktakeId}
          placeId={placeId}
          supply={supply}
        />
      )}
      register={(newTag) => void navigate({ to: '/assets', search: { newTag } })}
    />
  );
}
