import { useNavigate, useSearch } from '@tanstack/react-router';
import { ExpiriesPage } from '#renderer/features/assets/expiries/ExpiriesPage.tsx';
import { parseExpiries } from '#renderer/features/assets/expiries/expiry-search.ts';
import { ListSwitch } from '#renderer/features/reminders/ListSwitch.tsx';
import { ExportMenu } from '#renderer/features/spreadsheets/ExportMenu.tsx';

export function ExpiriesRoute() {
  const { period = '90', kinds = [] } = parseExpiries(useSearch({ strict: false }));
  const navigate = useNavigate();
  return (
    <ExpiriesPage
      period={period}
      kinds={kinds}
      show={(next) => void navigate({ to: '/expiries', search: next, replace: true })}
      listActions={(seen) => (
        <>
          <ListSwitch shown="all" choose={(shown) => shown === 'due' && void navigate({ to: '/reminders' })} />
          <ExportMenu list={{ list: 'expiries', ...seen }} />
        </>
      )}
      open={({ assetId, contractId, licenceOf }) =>
        void (licenceOf !== null
          ? navigate({ to: '/licences/$id', params: { id: String(licenceOf) } })
          : contractId === null
            ? navigate({ to: '/assets/$id', params: { id: String(assetId) } })
            : navigate({ to: '/acquire/contracts/$id', params: { id: String(contractId) } }))
      }
    />
  );
}
