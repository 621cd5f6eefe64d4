import { useEffect } from 'react';
import { remembered } from '#renderer/ui/remembered.ts';
import { deliverScan } from '#renderer/ui/scan-target.ts';
import { isBounce, nothingRead } from '../bounce.ts';
import { isEditable, isSecret, restore, snapshotOf } from './field-snapshot.ts';
import type { FieldSnapshot } from './field-snapshot.ts';
import { idleWedge, nextWedge, prefixSettings, wedgeSettings } from './wedge-detector.ts';
import type { WedgeScan, WedgeSettings, WedgeStep } from './wedge-detector.ts';

export interface WedgeListener {
  /** How many of an article the next scan means. */
  quantity: () => number;
  scan: (scan: WedgeScan) => void;
  /** The scanner sent keys that no code may contain, or only the rest of a code came through. */
  refused: (because: Extract<WedgeStep, { kind: 'refused' }>['because']) => void;
}

function settings(): WedgeSettings {
  const profile = remembered('scanner');
  const prefix = remembered('scannerPrefix') ?? '';
  if (profile === 'prefix' && prefix !== '') return prefixSettings(prefix);
  return profile === 'slow' ? wedgeSettings.slow : wedgeSettings.normal;
}

/** What the scanner meant, once somebody has said that it types as on a US board whatever the layout of this computer. */
function meant(scan: WedgeScan): WedgeScan {
  return remembered('scannerLayout') === 'us' ? { ...scan, text: scan.usText } : scan;
}

/** Listens before everybody else, so that a scan types into no field, presses no button and submits no form. */
export function useWedge(listener: WedgeListener): void {
  useEffect(() => {
    let state = idleWedge;
    let before: FieldSnapshot | null = null;
    let last = nothingRead;

    const deliver = (scan: WedgeScan, time: number): void => {
      const field = document.activeElement;
      if (before !== null) restore(before);
      const read = { code: scan.usText, at: time, quantity: listener.quantity() };
      const again = isBounce(last, read);
      last = read;
      if (again) return;
      deliverScan(meant(scan), field, listener.scan);
    };

    const take = (event: KeyboardEvent): void => {
      // What a password manager types is as fast as a scanner, and must never be read out as a code.
      if (isSecret(document.activeElement)) {
        state = idleWedge;
        return;
      }
      const { code, key, repeat, timeStamp: time } = event;
      const turn = nextWedge(
        state,
        {
          type: event.type === 'keyup' ? 'up' : 'down',
          code,
          key,
          repeat,
          time,
          shift: event.shiftKey,
          ctrl: event.ctrlKey,
          alt: event.altKey || event.getModifierState('AltGraph'),
          meta: event.metaKey,
          isComposing: event.isComposing || event.keyCode === 229,
        },
        settings(),
      );
      state = turn.state;
      const { step } = turn;
      if (step.kind === 'first') before = snapshotOf(document.activeElement);
      if (step.kind === 'other' || step.kind === 'first') return;
      if (step.kind === 'inside') {
        if (!step.fast) return;
        event.stopImmediatePropagation();
        // In a field the characters may be typed: it is put back when the scan ends, and a fast typist loses none.
        if (!isEditable(document.activeElement)) event.preventDefault();
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (step.kind === 'scan') deliver(step.scan, time);
      if (step.kind === 'refused') {
        if (before !== null) restore(before);
        listener.refused(step.because);
      }
    };

    window.addEventListener('keydown', take, true);
    window.addEventListener('keyup', take, true);
    return () => {
      window.removeEventListener('keydown', take, true);
      window.removeEventListener('keyup', take, true);
    };
  }, [listener]);
}
