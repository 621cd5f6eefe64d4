import { DashboardPage } from '#renderer/features/dashboard/DashboardPage.tsx';

export function DashboardRoute() {
  return <DashboardPage />;
}
