import { InstallationList } from './InstallationList.tsx';
import classes from './software.module.css';

/** What is installed on one asset. */
export function AssetSoftware({ assetId }: { assetId: number }) {
  return (
    <div className={classes['ofAsset']}>
      <InstallationList assetId={assetId} open={() => undefined} />
    </div>
  );
}
