import { describe, expect, it } from 'vitest';
import { developmentUrl, isOwnPage, mayLoad, mayOpenExternally, pageUrl } from './addresses.ts';

const strangers = [
  'app://qm.evil/',
  'app://qm:80/',
  'app://user@qm/',
  'APP-x://qm/',
  'https://qm/',
  'https://example.org/?app://qm/',
  'file:///etc/hostname',
  'about:blank',
  'data:text/html,x',
  '',
  'qm',
];

describe('addresses', () => {
  it('[S5] IPC-002 IPC-003 IPC-005 IPC-006 knows the own page by its parts', () => {
    expect(isOwnPage(pageUrl, null)).toBe(true);
    expect(isOwnPage('app://qm/index.html#/assets', null)).toBe(true);
    expect(strangers.filter((url) => isOwnPage(url, null))).toEqual([]);
  });

  it('[S5] takes the development server for its own only in development', () => {
    const server = 'http://localhost:5173';
    expect(developmentUrl(false, { ELECTRON_RENDERER_URL: server })).toBe(server);
    expect(developmentUrl(true, { ELECTRON_RENDERER_URL: server })).toBeNull();
    expect(developmentUrl(false, {})).toBeNull();
    expect(isOwnPage('http://localhost:5173/', server)).toBe(true);
    expect(isOwnPage('http://localhost:5174/', server)).toBe(false);
    expect(mayLoad('ws://localhost:5173/', server)).toBe(true);
    expect(mayLoad('ws://localhost:5173/', null)).toBe(false);
  });

  it('[S5] lets nothing be loaded from outside', () => {
    expect(mayLoad('app://qm/assets/a.js', null)).toBe(true);
    expect(mayLoad('blob:app://qm/1', null)).toBe(true);
    const refused = [
      'https://example.org/',
      'http://127.0.0.1/',
      'file:///etc/hostname',
      'blob:https://a/1',
      'ftp://a/',
    ];
    expect(refused.filter((url) => mayLoad(url, null))).toEqual([]);
  });

  it('[S5] IPC-018 IPC-019 hands only known https hosts to the browser', () => {
    expect(mayOpenExternally('https://support.hp.com/check?serial=1')).toBe(true);
    const refused = [
      'http://support.hp.com/',
      'https://support.hp.com:8443/',
      'https://user@support.hp.com/',
      'https://support.hp.com@evil.example/',
      'https://support.hp.com.evil.example/',
      'https://evil.example/support.hp.com',
      'file:///bin/sh',
      'smb://support.hp.com/x',
      'javascript:alert(1)',
      'ms-msdt:/id',
      'vscode://x',
      '//support.hp.com/',
      ' ',
    ];
    expect(refused.filter(mayOpenExternally)).toEqual([]);
  });
});
