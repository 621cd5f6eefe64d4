import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowDownLeft, IconArrowUpRight, IconCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { KioskBorrower, KioskItem, KioskVisit } from '#shared/features/kiosk/contract.ts';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './kiosk.module.css';

interface KioskItemsProps {
  borrower: KioskBorrower;
  items: KioskVisit['items'];
  damaged: (asset: { id: number; name: string }) => void;
  finish: () => void;
  endsAt: string | null;
  /** Whether articles that are scanned come back. */
  returning: boolean;
  setReturning: (returning: boolean) => void;
}

function titleOf({ name, tag, quantity }: KioskItem): string {
  const title = name === '' ? tag : name;
  return quantity === null ? title : t('kiosk.ofSupply', { quantity, name: title });
}

/** What this visit did, what the borrower has, and the way out. */
export function KioskItems({ borrower, items, damaged, finish, endsAt, returning, setReturning }: KioskItemsProps) {
  const others = borrower.holds.filter(
    ({ id }) => !items.some(({ did, item }) => did === 'borrowed' && item.kind === 'asset' && item.id === id),
  );
  return (
    <aside className={classes['side']} aria-label={t('kiosk.yours')}>
      <div className={classes['lists']} tabIndex={0} role="region" aria-label={t('kiosk.thisVisit')}>
        <h2>{t('kiosk.thisVisit')}</h2>
        {items.length === 0 ? <p className={classes['quiet']}>{t('kiosk.nothingYet')}</p> : null}
        <ol>
          {items.map(({ did, item, damaged: isDamaged }) => (
            <li key={`${did} ${item.kind} ${item.id}`}>
              {did === 'returned' ? (
                <IconArrowDownLeft size={26} aria-hidden />
              ) : (
                <IconArrowUpRight size={26} aria-hidden />
              )}
              <span>
                <strong>{titleOf(item)}</strong>
                <span className={classes['quiet']}>
                  {word('kioskOutcome', did)} · <span className={classes['code']}>{item.tag}</span>
                  {isDamaged ? ` · ${t('kiosk.damageNoted')}` : null}
                </span>
              </span>
              {isDamaged || item.kind !== 'asset' ? null : (
                <Button
                  variant="default"
                  size="md"
                  leftSection={<IconAlertTriangle size={18} />}
                  aria-label={t('kiosk.reportDamageOf', { name: titleOf(item) })}
                  onClick={() => damaged({ id: item.id, name: titleOf(item) })}
                >
                  {t('kiosk.isDamaged')}
                </Button>
              )}
            </li>
          ))}
        </ol>
        {others.length === 0 ? null : (
          <>
            <h2>{t('kiosk.alsoYours')}</h2>
            <ul>
              {others.map((asset) => (
                <li key={asset.id}>
                  <span>
                    <strong>{titleOf(asset)}</strong>
                    <span className={classes['quiet']}>
                      <span className={classes['code']}>{asset.tag}</span>
                      {asset.dueOn === null ? null : <Due day={asset.dueOn} />}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <Button
        size="lg"
        variant={returning ? 'filled' : 'default'}
        leftSection={<IconArrowDownLeft size={24} />}
        aria-pressed={returning}
        onClick={() => setReturning(!returning)}
      >
        {t('kiosk.bringingBack')}
      </Button>
      <Button size="xl" h={84} fz={30} leftSection={<IconCheck size={34} />} onClick={finish}>
        {t('kiosk.done')}
      </Button>
      <TimeLeft endsAt={endsAt} />
    </aside>
  );
}

function Due({ day }: { day: string }) {
  return day < today() ? (
    <span className={classes['overdue']}> · {t('kiosk.wasDue', { day: formatDay(day) })}</span>
  ) : (
    <> · {t('kiosk.dueOn', { day: formatDay(day) })}</>
  );
}

/** Says when the screen clears itself, so that nobody is surprised by it. */
function TimeLeft({ endsAt }: { endsAt: string | null }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  if (endsAt === null) return null;
  const seconds = Math.max(0, Math.ceil((Date.parse(endsAt) - now) / 1000));
  return <p className={classes['left']}>{t('kiosk.endsIn', { count: seconds })}</p>;
}
