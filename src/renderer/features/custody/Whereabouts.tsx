import { IconEyeCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { formatAge, formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './whereabouts.module.css';

/** How sure we are of where an asset is, in words: a judgement, and what it rests on. */
export function Whereabouts({ assetId }: { assetId: number }) {
  const { data } = useQuery(rpc.custody.whereabouts.queryOptions({ input: { assetId } }));
  // Its line is there before its words are: what stands under it is being pressed already.
  if (data === undefined) {
    return (
      <div className={classes['whereabouts']} aria-hidden>
        {'\u00a0'}
      </div>
    );
  }
  const { evidence, level, confidence } = data;
  return (
    <div
      className={classes['whereabouts']}
      data-level={evidence.length === 0 ? 'unseen' : level}
      role="note"
      aria-label={t('whereabouts.title')}
    >
      <IconEyeCheck size={16} aria-hidden />
      <strong title={t('whereabouts.share', { share: confidence })}>
        {word('whereabouts', evidence.length === 0 ? 'unseen' : level)}
      </strong>
      <span>
        {evidence.length === 0
          ? t('whereabouts.none')
          : evidence.map(({ kind, at }, index) => (
              <span key={kind} title={formatInstant(at)}>
                {index === 0 ? '' : '; '}
                {t(`evidence.${kind}`, { age: formatAge(at) })}
              </span>
            ))}
      </span>
    </div>
  );
}
