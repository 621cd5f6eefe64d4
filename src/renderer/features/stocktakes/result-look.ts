import {
  IconAlertOctagon,
  IconArrowsLeftRight,
  IconBan,
  IconBoxSeam,
  IconCheck,
  IconChecks,
  IconDice,
  IconEyeOff,
  IconMapPin,
  IconMapPinOff,
  IconMapPinQuestion,
  IconQuestionMark,
  IconUserQuestion,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { CountResult, LineResult, ScanOutcome } from '#shared/features/stocktakes/model.ts';

type Tone = 'good' | 'info' | 'warn' | 'bad';
interface Look {
  tone: Tone;
  icon: Icon;
}

export const resultLook: Readonly<Record<LineResult, Look>> = {
  found: { tone: 'good', icon: IconCheck },
  wrong_place: { tone: 'warn', icon: IconArrowsLeftRight },
  unexpected: { tone: 'warn', icon: IconUserQuestion },
  no_place: { tone: 'warn', icon: IconMapPinOff },
  missing: { tone: 'bad', icon: IconEyeOff },
  unknown: { tone: 'bad', icon: IconQuestionMark },
  not_drawn: { tone: 'info', icon: IconDice },
};

const scanLook: Readonly<Record<ScanOutcome, Look>> = {
  ...resultLook,
  place: { tone: 'info', icon: IconMapPin },
  place_first: { tone: 'bad', icon: IconMapPinQuestion },
  recorded: { tone: 'good', icon: IconCheck },
  again: { tone: 'info', icon: IconChecks },
  not_countable: { tone: 'bad', icon: IconBan },
  quantity: { tone: 'good', icon: IconBoxSeam },
};

/** Lost or stolen assets look like an alarm, wherever they were expected. */
export function lookOf({ alarm, outcome }: CountResult): Look {
  return alarm ? { tone: 'bad', icon: IconAlertOctagon } : scanLook[outcome];
}

export type CountSound = 'done' | 'subject' | 'again' | 'elsewhere' | 'unknown' | 'alarm' | 'failure';

const sounds: Readonly<Record<ScanOutcome, CountSound>> = {
  found: 'done',
  recorded: 'done',
  place: 'subject',
  again: 'again',
  not_drawn: 'again',
  wrong_place: 'elsewhere',
  unexpected: 'elsewhere',
  no_place: 'elsewhere',
  missing: 'elsewhere',
  unknown: 'unknown',
  place_first: 'failure',
  not_countable: 'failure',
  quantity: 'done',
};

export function soundOf({ alarm, outcome }: CountResult): CountSound {
  return alarm ? 'alarm' : sounds[outcome];
}
