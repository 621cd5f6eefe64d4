import { app } from 'electron';
import { isOwnPage } from './addresses.ts';
import { restartUrl } from './failure-page.ts';

/**
 * No page goes anywhere, opens anything or embeds anything. Loading by the shell itself is not a navigation in this
 * sense. `restart` is called when somebody follows the link of the failure document.
 */
export function forbidNavigation(restart: () => void, development: string | null): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      // A reload by Vite is a navigation to the page where it already is.
      if (development !== null && event.url === contents.getURL() && isOwnPage(event.url, development)) return;
      event.preventDefault();
      if (event.url === restartUrl) restart();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
  });
}
