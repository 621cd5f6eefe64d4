import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feedName } from '#backend/features/application/check-newer-version.ts';
import { isNewer, readUpdateFeed } from '#shared/features/application/newer-version.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

const sum = `${'Ab3/'.repeat(21)}xy==`;

/** As electron-builder writes it. */
const feedOf = (version: string) => `version: ${version}
files:
  - url: Quartermaster-${version}.AppImage
    sha512: ${'Zz9+'.repeat(21)}qq==
    size: 131072000
path: Quartermaster-${version}.AppImage
sha512: ${sum}
releaseDate: '2026-11-30T08:00:00.000Z'
`;

let desk: TestDesk;
let server: Server;
let address: string;
let asked: string[];
let answer: { status?: number; text: string; to?: string };

beforeEach(async () => {
  desk = await openReadyDesk();
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(answer.status ?? 200, answer.to === undefined ? {} : { location: answer.to });
    response.end(answer.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/desk`;
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await desk.close();
});

describe('a newer version', () => {
  it('[O6] is asked for by nobody until an address is set, and then only when told to', async () => {
    await expect(desk.client.application.checkForUpdate()).rejects.toMatchObject({ code: 'NO_UPDATE_ADDRESS' });
    await desk.client.application.setUpdateAddress({ address });
    expect(await desk.client.application.newerVersion()).toEqual({ running: '0.0.0-test', address, last: null });
    expect(asked).toEqual([]);
  });

  it('[O6] is told with its file and its sum, and is remembered', async () => {
    answer = { text: feedOf('0.1.0') };
    await desk.client.application.setUpdateAddress({ address });
    const told = { version: '0.1.0', newer: true, file: 'Quartermaster-0.1.0.AppImage', sha512: sum };
    expect(await desk.client.application.checkForUpdate()).toMatchObject(told);
    expect(asked).toEqual([`/desk/${feedName(process.platform, process.arch)}`]);
    expect((await desk.client.application.newerVersion()).last).toMatchObject(told);
    await desk.client.application.setUpdateAddress({ address: null });
    expect(await desk.client.application.newerVersion()).toMatchObject({ address: null, last: null });
  });

  it('[O6] is a sentence where the server does not answer, sends elsewhere or sends something else', async () => {
    await desk.client.application.setUpdateAddress({ address });
    const host = new URL(address).host;
    answer = { status: 404, text: 'nothing here' };
    await expect(desk.client.application.checkForUpdate()).rejects.toMatchObject({
      code: 'UPDATES_UNREACHABLE',
      data: { host, reason: '404' },
    });
    answer = { status: 302, text: '', to: 'https://example.com/latest.yml' };
    await expect(desk.client.application.checkForUpdate()).rejects.toMatchObject({ code: 'UPDATES_UNREACHABLE' });
    for (const text of ['<html></html>', feedOf('newest'), feedOf('0.1.0').replace(sum, 'short'), ' '.repeat(70_000)]) {
      answer = { text };
      await expect(desk.client.application.checkForUpdate()).rejects.toMatchObject({ code: 'UPDATES_UNREADABLE' });
    }
    expect((await desk.client.application.newerVersion()).last).toBeNull();
  });

  it('[O6] comes over an encrypted way, or from this computer', async () => {
    for (const bad of ['http://updates.example.com', 'ftp://example.com', 'https://me:secret@example.com', 'nowhere'])
      await expect(desk.client.application.setUpdateAddress({ address: bad })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
    await desk.client.application.setUpdateAddress({ address: 'https://updates.example.com/desk' });
  });
});

describe('the feed of versions', () => {
  it('[O6] names a file and never a way to one', () => {
    expect(readUpdateFeed(feedOf('1.2.3'))).toEqual({
      version: '1.2.3',
      file: 'Quartermaster-1.2.3.AppImage',
      sha512: sum,
    });
    expect(readUpdateFeed(feedOf('1.2.3').replace('path: ', 'path: ../'))).toBeNull();
  });

  it('[O6] is ordered as semantic versions are', () => {
    const order = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0',
      '1.2.0',
      '1.10.0',
    ];
    for (const [index, version] of order.entries())
      for (const [other, than] of order.entries()) expect(isNewer(version, than)).toBe(index > other);
    expect(isNewer('no version', '1.0.0')).toBe(false);
  });
});
