import { SettingsPage } from "@/components/settings/settings-page";

/** Where runs may go beside this host. */
export default function Page() {
  return <SettingsPage />;
}
