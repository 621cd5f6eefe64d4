import { app, BrowserWindow, dialog, Menu, shell } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';

function showAbout(): void {
  const { electron, chrome, node } = process.versions;
  const options = {
    type: 'info' as const,
    title: 'About Quartermaster',
    message: `Quartermaster ${app.getVersion()}`,
    detail: `Electron ${electron}\nChromium ${chrome}\nNode.js ${node}\n${process.platform} ${process.arch}`,
    buttons: ['Close'],
  };
  const window = BrowserWindow.getFocusedWindow();
  void (window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options));
}

/** What the main process can do by itself; everything else is in the page, where it is translated and may be refused. */
export function installMenu(dataFolder: string): void {
  const developing: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }];
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    { label: '&File', submenu: [process.platform === 'darwin' ? { role: 'close' } : { role: 'quit' }] },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        ...developing,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    {
      role: 'help',
      submenu: [
        { label: 'Open data folder', click: () => void shell.openPath(dataFolder) },
        { label: 'About Quartermaster', click: showAbout },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
