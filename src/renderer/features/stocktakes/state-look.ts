import { IconBarcode, IconBan, IconCalendar, IconListCheck, IconLock } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { StocktakeState } from '#shared/features/stocktakes/model.ts';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';

export const stateLook: Readonly<Record<StocktakeState, { tone: Tone; icon: Icon }>> = {
  planned: { tone: 'quiet', icon: IconCalendar },
  counting: { tone: 'info', icon: IconBarcode },
  reconciling: { tone: 'warn', icon: IconListCheck },
  closed: { tone: 'good', icon: IconLock },
  cancelled: { tone: 'quiet', icon: IconBan },
};
