import { useTranslations } from "next-intl";
import { LocaleSwitch } from "./locale-switch";
import { Logo } from "./logo";
import { ThemeToggle } from "./theme-toggle";

/** The bar of a share link: the name and how to read the page, nothing that leads inside. */
export function ShareHeader() {
  const t = useTranslations("common");
  return (
    <header className="border-b">
      <div className="mx-auto flex h-12 max-w-[1440px] items-center gap-2 px-4 sm:px-6">
        <Logo className="size-6 text-primary" />
        <span className="font-semibold">{t("app.name")}</span>
        <div className="ml-auto flex items-center gap-1">
          <LocaleSwitch />
          <ThemeToggle />
        </div>
      </div>
    </header>
  );
}
