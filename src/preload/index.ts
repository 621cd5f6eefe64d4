import { ipcRenderer } from 'electron';

// The page has no other way out: it hands over one end of a channel, and is told when it should make a new one.
// Nothing is exposed to it, so there is nothing that it could call.

declare const window: {
  addEventListener: (
    type: 'message',
    listener: (event: { source: unknown; data: unknown; ports: never[] }) => void,
  ) => void;
  postMessage: (message: string, origin: string) => void;
};

window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== 'rpc:connect') return;
  ipcRenderer.postMessage('rpc:connect', null, event.ports);
});

ipcRenderer.on('rpc:reconnect', () => {
  window.postMessage('rpc:reconnect', '/');
});
