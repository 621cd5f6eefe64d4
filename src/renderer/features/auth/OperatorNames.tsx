import { t } from '#renderer/ui/text/t.ts';
import classes from './entrance.module.css';

interface OperatorNamesProps {
  known: readonly { username: string; displayName: string }[];
  chosen: string;
  choose: (username: string) => void;
}

export function OperatorNames({ known, chosen, choose }: OperatorNamesProps) {
  return (
    <div className={classes['names']} role="group" aria-label={t('auth.operators')}>
      {known.map(({ username, displayName }) => (
        <button
          key={username}
          type="button"
          className={classes['name']}
          aria-pressed={username === chosen}
          onClick={() => choose(username)}
        >
          <span>{displayName}</span>
          <small>{username}</small>
        </button>
      ))}
    </div>
  );
}
