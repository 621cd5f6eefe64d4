import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './contact-foot.module.css';

/** Whom to ask, at the foot of the window on every page. */
export function ContactFoot() {
  const contact = useQuery(rpc.handbook.contact.queryOptions()).data;
  if (contact === undefined) return null;
  const lines = [contact.name, contact.phone, contact.email, contact.hint].filter((line) => line !== '');
  return (
    <aside className={classes['foot']} aria-label={t('handbook.ask')}>
      <a href={hrefTo('/handbook/who-to-ask')}>{t('handbook.ask')}</a>
      {lines.length === 0 ? (
        <span>{t('handbook.noContact')}</span>
      ) : (
        lines.map((line) => <span key={line}>{line}</span>)
      )}
    </aside>
  );
}
