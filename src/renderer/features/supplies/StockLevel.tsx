import { IconAlertTriangle, IconArchive, IconCheck, IconMoodEmpty } from '@tabler/icons-react';
import type { ArticleRow } from '#shared/features/supplies/model.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { t } from '#renderer/ui/text/t.ts';

type Level = Pick<ArticleRow, 'stock' | 'low' | 'archived'>;

/** Whether there is enough of an article, in words and colour. */
export function StockLevel({ stock, low, archived }: Level) {
  if (archived) return <StatusBadge tone="quiet" icon={IconArchive} label={t('supplies.archived')} />;
  if (stock === 0) return <StatusBadge tone={low ? 'bad' : 'quiet'} icon={IconMoodEmpty} label={t('supplies.none')} />;
  if (low) return <StatusBadge tone="warn" icon={IconAlertTriangle} label={t('supplies.low')} />;
  return <StatusBadge tone="good" icon={IconCheck} label={t('supplies.enough')} />;
}
