import { useParams } from '@tanstack/react-router';
import { useMay } from '#renderer/features/auth/session.ts';
import { ContractsPanel } from '#renderer/features/procurement/contracts/ContractsPanel.tsx';
import { SupplierHistory } from '#renderer/features/procurement/suppliers/SupplierHistory.tsx';
import { Certifications } from '#renderer/features/retirement/Certifications.tsx';
import { SupplierPage } from '#renderer/features/suppliers/SupplierPage.tsx';
import classes from './pages.module.css';

/** A supplier as all parts of the window together know it. */
export function SupplierRoute() {
  const { id = '' } = useParams({ strict: false });
  const seesCost = useMay()('asset.cost.view');
  return (
    <SupplierPage key={id} id={Number(id)}>
      {(facts, supplier) => (
        <div className={classes['stack']}>
          <div className={classes['pair']}>
            {facts}
            <ContractsPanel supplierId={supplier.id} />
          </div>
          <Certifications supplierId={supplier.id} />
          {seesCost ? <SupplierHistory supplierId={supplier.id} /> : null}
        </div>
      )}
    </SupplierPage>
  );
}
