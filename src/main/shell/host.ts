import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { BrowserWindow, dialog, Notification, shell } from 'electron';
import type { HostCall, HostMethods, HostReply } from '#backend/kernel/host/messages.ts';
import { mayOpenExternally, mayOpenFile } from './addresses.ts';
import { keychainStatus, keychainUnwrap, keychainWrap } from './keychain.ts';
import { printToPdf } from './print.ts';

/** The window that a dialog belongs to; without one the dialog stands alone. */
const owner = () => BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows().find((each) => each.isVisible());

/** What the backend may ask for. */
const methods: HostMethods = {
  async chooseFile({ title, filters }) {
    const options = { ...(title === undefined ? {} : { title }), filters, properties: ['openFile' as const] };
    const window = owner();
    const chosen = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
    return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
  },
  async chooseSaveFile({ defaultName, filters }) {
    const options = {
      defaultPath: defaultName,
      filters,
      properties: ['showOverwriteConfirmation' as const, 'createDirectory' as const],
    };
    const window = owner();
    const chosen = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
    return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
  },
  async chooseFolder() {
    const options = { properties: ['openDirectory' as const, 'createDirectory' as const] };
    const window = owner();
    const chosen = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
    return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
  },
  async showInFolder(path) {
    if (!isAbsolute(path)) throw new Error('not an absolute path');
    await stat(path);
    shell.showItemInFolder(path);
  },
  async openFile(path) {
    if (!mayOpenFile(path)) throw new Error('file not allowed');
    const problem = await shell.openPath(path);
    if (problem !== '') throw new Error(problem);
  },
  async openExternal(url) {
    if (!mayOpenExternally(url)) throw new Error('address not allowed');
    await shell.openExternal(url);
  },
  async notify({ title, body }) {
    if (Notification.isSupported()) new Notification({ title, body }).show();
  },
  async setKiosk(on) {
    const window = owner();
    if (window === undefined || window.isKiosk() === on) return;
    window.setMenuBarVisibility(!on);
    window.setKiosk(on);
  },
  keychainStatus,
  keychainWrap,
  keychainUnwrap,
  printToPdf,
};

function perform(call: HostCall): Promise<unknown> {
  switch (call.method) {
    case 'chooseFile':
      return methods.chooseFile(...call.args);
    case 'chooseSaveFile':
      return methods.chooseSaveFile(...call.args);
    case 'chooseFolder':
      return methods.chooseFolder();
    case 'showInFolder':
      return methods.showInFolder(...call.args);
    case 'openFile':
      return methods.openFile(...call.args);
    case 'openExternal':
      return methods.openExternal(...call.args);
    case 'notify':
      return methods.notify(...call.args);
    case 'setKiosk':
      return methods.setKiosk(...call.args);
    case 'keychainStatus':
      return methods.keychainStatus();
    case 'keychainWrap':
      return methods.keychainWrap(...call.args);
    case 'keychainUnwrap':
      return methods.keychainUnwrap(...call.args);
    case 'printToPdf':
      return methods.printToPdf(...call.args);
  }
}

/** Does what the backend asks for and words the answer, also of what it can't do. */
export async function answerHostCall(call: HostCall): Promise<HostReply> {
  try {
    return { kind: 'host-reply', id: call.id, ok: true, value: (await perform(call)) ?? null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'host-reply', id: call.id, ok: false, error: message };
  }
}
