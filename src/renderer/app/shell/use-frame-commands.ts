import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { client, leaveSession, refetchSession } from '#renderer/rpc/client.ts';
import { announceFailure } from '#renderer/rpc/use-action.ts';
import { chooseLanguage, languages, useLanguage } from '#renderer/ui/text/language.ts';
import type { Language } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';
import type { PaletteAction } from './palette-actions.ts';

interface Frame {
  showKeys: () => void;
  explain: () => void;
}

/** What can be done from every page, by name. */
export function useFrameCommands({ showKeys, explain }: Frame): PaletteAction[] {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const language = useLanguage();
  const ends = (act: () => Promise<unknown>, then: () => Promise<unknown>) => () =>
    void act().then(then).catch(announceFailure);
  return [
    { key: 'explain', label: t('help.chapter'), run: explain },
    { key: 'keys', label: t('help.title'), run: showKeys },
    { key: 'lock', label: t('auth.lockDesk'), run: ends(() => client.auth.lock(), refetchSession) },
    { key: 'sign-out', label: t('auth.signOut'), run: ends(() => client.auth.signOut(), leaveSession) },
    {
      key: 'scheme',
      label: t(scheme === 'dark' ? 'appearance.toLight' : 'appearance.toDark'),
      run: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark'),
    },
    ...(Object.keys(languages) as Language[])
      .filter((each) => each !== language)
      .map((each) => ({
        key: `language-${each}`,
        label: `${t('appearance.language')}: ${languages[each]}`,
        run: () => chooseLanguage(each),
      })),
  ];
}
