import {
  IconAlertOctagon,
  IconArrowBackUp,
  IconArrowDownLeft,
  IconArrowUpRight,
  IconBoxMultiple,
  IconBoxSeam,
  IconBan,
  IconBriefcase,
  IconCalendarDue,
  IconCheck,
  IconClipboardCheck,
  IconDoor,
  IconDoorEnter,
  IconDoorExit,
  IconDoorOff,
  IconEye,
  IconFlagCheck,
  IconHelp,
  IconLayoutGrid,
  IconListCheck,
  IconMapPin,
  IconPrinter,
  IconQuestionMark,
  IconSignature,
  IconTruckDelivery,
  IconUser,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { DeskOutcome, DeskResult, DeskSupply } from '#shared/features/desk/contract.ts';
import { sentenceOfCode } from '#renderer/rpc/failure.ts';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

export type OutcomeTone = 'good' | 'info' | 'warn' | 'bad';

/** How each outcome looks: the colour is never alone, the icon and the verb say the same. */
export const outcomeLook: Readonly<Record<DeskOutcome, { tone: OutcomeTone; icon: Icon }>> = {
  subject: { tone: 'info', icon: IconUser },
  checked_out: { tone: 'good', icon: IconArrowUpRight },
  checked_in: { tone: 'good', icon: IconArrowDownLeft },
  moved: { tone: 'good', icon: IconMapPin },
  shown: { tone: 'info', icon: IconEye },
  already: { tone: 'info', icon: IconCheck },
  needs_confirmation: { tone: 'warn', icon: IconHelp },
  alarm: { tone: 'bad', icon: IconAlertOctagon },
  refused: { tone: 'bad', icon: IconBan },
  ambiguous: { tone: 'warn', icon: IconLayoutGrid },
  unknown: { tone: 'warn', icon: IconQuestionMark },
  undone: { tone: 'info', icon: IconArrowBackUp },
  ended: { tone: 'info', icon: IconFlagCheck },
  returning: { tone: 'info', icon: IconArrowDownLeft },
  loan: { tone: 'info', icon: IconCalendarDue },
  sign: { tone: 'info', icon: IconSignature },
  condition_noted: { tone: 'good', icon: IconClipboardCheck },
  kit_shown: { tone: 'info', icon: IconBriefcase },
  kit_out: { tone: 'good', icon: IconArrowUpRight },
  kit_out_incomplete: { tone: 'warn', icon: IconArrowUpRight },
  kit_returning: { tone: 'info', icon: IconArrowDownLeft },
  kit_back: { tone: 'good', icon: IconArrowDownLeft },
  receive: { tone: 'info', icon: IconTruckDelivery },
  issued: { tone: 'good', icon: IconArrowUpRight },
  stock: { tone: 'info', icon: IconBoxSeam },
  found_noted: { tone: 'warn', icon: IconClipboardCheck },
  declaring: { tone: 'warn', icon: IconAlertOctagon },
  declared: { tone: 'bad', icon: IconAlertOctagon },
  door: { tone: 'info', icon: IconDoor },
  admitted: { tone: 'good', icon: IconDoorEnter },
  left: { tone: 'info', icon: IconDoorExit },
  turned_away: { tone: 'bad', icon: IconDoorOff },
  handing_over: { tone: 'info', icon: IconArrowUpRight },
  counting_here: { tone: 'info', icon: IconListCheck },
  quantity: { tone: 'info', icon: IconBoxMultiple },
  reprinted: { tone: 'good', icon: IconPrinter },
};

/** What a scan that named whom or where shows beside it. */
export function iconOf(result: DeskResult): Icon {
  if (result.outcome === 'subject' && result.subject?.kind === 'place') return IconMapPin;
  return outcomeLook[result.outcome].icon;
}

/** From whom or whereto, in one line, as far as the answer tells. */
export function pathOf(result: DeskResult): string | null {
  const { asset, supply, subject, outcome, visit } = result;
  if (visit !== null) return [visit.place, t('desk.insideNow', { count: visit.inside })].join(' · ');
  if (supply !== null) return pathOfSupply(supply, subject?.name ?? null);
  if (asset === null) return result.kit === null ? null : pathOfKit(result);
  switch (outcome) {
    case 'checked_out':
      return t('desk.to', { name: subject?.name ?? asset.custodian?.name });
    case 'checked_in':
    case 'moved': {
      const place = asset.place?.name ?? t('desk.noPlace');
      return result.from === null ? t('desk.at', { name: place }) : t('desk.fromTo', { from: result.from, to: place });
    }
    case 'already':
      return subject === null
        ? t('desk.alreadySo')
        : t(subject.kind === 'person' ? 'desk.alreadyWith' : 'desk.alreadyAt', { name: subject.name });
    case 'shown':
    case 'undone':
    case 'needs_confirmation':
    case 'alarm':
    case 'declared':
    case 'found_noted':
    case 'refused': {
      if (asset.custodian !== null) return t('desk.heldBy', { name: asset.custodian.name });
      return asset.place === null ? null : t('desk.at', { name: asset.place.name });
    }
    case 'reprinted':
      return t('desk.onPrinter', { name: result.from });
    case 'condition_noted':
      return t('desk.isNow', { condition: word('condition', asset.condition) });
    case 'subject':
    case 'ambiguous':
    case 'unknown':
    case 'ended':
    case 'returning':
    case 'loan':
    case 'sign':
    case 'kit_shown':
    case 'kit_out':
    case 'kit_out_incomplete':
    case 'kit_returning':
    case 'kit_back':
    case 'receive':
    case 'issued':
    case 'stock':
    case 'declaring':
    case 'door':
    case 'admitted':
    case 'left':
    case 'turned_away':
    case 'handing_over':
    case 'counting_here':
    case 'quantity':
      return null;
  }
}

function pathOfKit({ outcome, subject, kit, from }: DeskResult): string {
  if (outcome === 'kit_out' || outcome === 'kit_out_incomplete') return t('desk.to', { name: subject?.name });
  if (outcome === 'kit_returning') return t('kit.scanParts', { name: from });
  return t(kit?.complete ? 'kit.complete' : 'kit.incomplete');
}

function titleOfSupply({ quantity, name }: DeskSupply): string {
  return quantity === null ? name : t('desk.ofSupply', { quantity, name });
}

function pathOfSupply({ quantity, stock, unit, place, low }: DeskSupply, name: string | null): string {
  const facts = { count: stock, unit, place, name };
  const path =
    quantity !== null ? 'desk.issuedTo' : place === null ? ('desk.stockOf' as const) : ('desk.stockAt' as const);
  return low ? `${t(path, facts)} · ${t('desk.stockLow')}` : t(path, facts);
}

/** What the scan was about, in as few letters as possible: it is read from three metres. */
export function titleOf(result: DeskResult): string {
  const { outcome, subject, asset, kit, supply, visit, code, from, dueOn, quantity } = result;
  if (supply !== null) return titleOfSupply(supply);
  switch (outcome) {
    case 'subject':
    case 'sign':
    case 'counting_here':
      return subject?.name ?? code;
    case 'handing_over':
      return subject?.name ?? t('desk.scanBadge');
    case 'quantity':
      return t('desk.times', { count: quantity });
    case 'ended':
      return from ?? t('desk.noSubject');
    case 'returning':
      return t('desk.scanReturns');
    case 'declaring':
      return t('desk.scanLoss');
    case 'door':
      return subject?.name ?? t('desk.scanDoor');
    case 'admitted':
    case 'left':
    case 'turned_away':
      return visit?.person?.name ?? code;
    case 'loan':
      return dueOn === null ? code : t('desk.dueOn', { day: formatDay(dueOn) });
    case 'checked_out':
    case 'checked_in':
    case 'moved':
    case 'shown':
    case 'already':
    case 'needs_confirmation':
    case 'alarm':
    case 'refused':
    case 'ambiguous':
    case 'unknown':
    case 'undone':
    case 'condition_noted':
    case 'kit_shown':
    case 'kit_out':
    case 'kit_out_incomplete':
    case 'kit_returning':
    case 'kit_back':
    case 'receive':
    case 'found_noted':
    case 'declared':
    case 'reprinted':
      return asset?.tag ?? kit?.name ?? code;
    case 'issued':
    case 'stock':
      return asset?.tag ?? code;
  }
}

/** What is scanned next, where the answer itself does not say it. */
export function nextOf({ outcome, subject }: DeskResult): string | null {
  if (subject === null) return null;
  if (outcome === 'subject') return t(subject.kind === 'person' ? 'desk.nextToPerson' : 'desk.nextToPlace');
  return outcome === 'checked_out' || outcome === 'moved' ? t('desk.nextOrDone') : null;
}

export function reasonOf(result: DeskResult): string | null {
  return result.reason === null ? null : sentenceOfCode('deskReason', result.reason.code, result.reason.facts);
}

export function notesOf({ notes }: DeskResult): string[] {
  return notes.map(({ code, facts }) => sentenceOfCode('deskReason', code, facts));
}
