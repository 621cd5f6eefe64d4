import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './app/global.css';
import { createRoot } from 'react-dom/client';
import { Application } from './app/Application.tsx';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Application />);
