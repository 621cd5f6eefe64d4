import { app, BrowserWindow } from 'electron';

export function bringToFront(): void {
  const window = BrowserWindow.getAllWindows().find((each) => each.isVisible() || each.isMinimized());
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/**
 * Makes this the only instance on its data folder; false when there is one already, which then comes to the front.
 * Of what the second one was called with only the name of a pack is looked at: any program of the machine could have
 * sent it.
 */
export function isFirstInstance(): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', bringToFront);
  return true;
}
