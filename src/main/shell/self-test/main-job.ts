import { existsSync } from 'node:fs';
import type { DrivenWindow } from './driven-window.ts';

export interface Step {
  readonly name: string;
  readonly run: (window: DrivenWindow, packFile: string) => Promise<void>;
}

const password = 'correct horse battery';

/** What the application is for, from the first start to the proof of it. */
export const mainJob: readonly Step[] = [
  {
    name: 'first run with sample data',
    async run(window) {
      await window.fill('Full name', 'Self Test');
      await window.fill('Username', 'selftest');
      await window.fill('Password', password);
      await window.press('Create the administrator');
      await window.press('I have kept it in a safe place');
      await window.press('Continue');
      await window.fill('Name of the organisation', 'Self-test');
      await window.press('Continue');
      await window.press('With sample data', { exact: false });
      await window.press('Open the desk');
      await window.sees('Ready to scan');
    },
  },
  {
    name: 'hand out by two scans',
    async run(window) {
      await window.scan('BDG7001');
      await window.sees('Alice Novák');
      await window.scan('IT-000001');
      await window.sees('Checked out');
    },
  },
  {
    name: 'take back by one',
    async run(window) {
      window.escape();
      await window.sees('Nobody chosen');
      await window.scan('IT-000001');
      await window.sees('Checked in');
    },
  },
  {
    name: 'labels on the simulated printer',
    async run(window) {
      await window.open('/settings?tab=printers');
      await window.press('Try without hardware');
      await window.press('ZPL', { exact: false });
      await window.sees('Simulated ZPL');
      await window.open('/assets');
      await window.tick('IT-000001');
      await window.tick('IT-000002');
      await window.press('Print 2 labels');
      await window.sees('Preview of the label');
      await window.press('Print 2 labels');
      await window.sees('2 of 2');
    },
  },
  {
    name: 'an audit pack is written and proved genuine',
    async run(window, packFile) {
      await window.open('/reports?tab=pack');
      await window.press('Make the audit pack');
      await window.sees('is written');
      if (!existsSync(packFile)) throw new Error('no pack was written');
      await window.open('/reports?tab=verify');
      await window.press('Choose a pack');
      await window.sees('The pack is genuine and unaltered');
    },
  },
];
