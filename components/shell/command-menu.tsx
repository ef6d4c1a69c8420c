"use client";

import { FlaskConical, GitCompareArrows, Languages, Monitor, Moon, Plus, Search, Settings, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useEffect, useState } from "react";
import { locales } from "../lib/locale";
import { Button } from "../ui/button";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "../ui/command";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "../ui/dialog";
import { FoundRuns } from "./found-runs";
import { useSetLocale } from "./use-set-locale";

const themes = [
  { name: "light", icon: Sun },
  { name: "dark", icon: Moon },
  { name: "system", icon: Monitor },
] as const;

/** Ctrl/Cmd+K: pages, runs and actions by typing. */
export function CommandMenu() {
  const t = useTranslations("common");
  const [isOpen, setIsOpen] = useState(false);
  const router = useRouter();
  const { setTheme } = useTheme();
  const setLocale = useSetLocale();
  const [typed, setTyped] = useState("");

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setIsOpen((open) => !open);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  const choose = (act: () => void) => () => {
    setIsOpen(false);
    setTyped("");
    act();
  };
  const go = (href: string) => choose(() => router.push(href));

  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label={t("command.open")}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setIsOpen(true)}
      >
        <Search aria-hidden />
      </Button>
      <Dialog open={isOpen} onOpenChange={setIsOpen}>
        <DialogContent className="top-[12dvh] max-w-xl translate-y-0 gap-0 overflow-hidden p-0">
          <DialogTitle className="sr-only">{t("command.title")}</DialogTitle>
          <DialogDescription className="sr-only">{t("command.description")}</DialogDescription>
          <Command>
            <CommandInput
              placeholder={t("command.placeholder")}
              className="pr-8"
              value={typed}
              onValueChange={setTyped}
            />
            <CommandList>
              <CommandEmpty>{t("command.empty")}</CommandEmpty>
              <CommandGroup heading={t("command.pages")}>
                <CommandItem onSelect={go("/")}>
                  <FlaskConical aria-hidden />
                  {t("nav.experiments")}
                </CommandItem>
                <CommandItem onSelect={go("/compare")}>
                  <GitCompareArrows aria-hidden />
                  {t("nav.compare")}
                </CommandItem>
                <CommandItem onSelect={go("/settings")}>
                  <Settings aria-hidden />
                  {t("nav.settings")}
                </CommandItem>
                <CommandItem onSelect={go("/experiments/new")}>
                  <Plus aria-hidden />
                  {t("nav.new")}
                </CommandItem>
              </CommandGroup>
              <FoundRuns typed={typed} onGo={go} />
              <CommandGroup heading={t("command.actions")}>
                {themes.map(({ name, icon: Icon }) => (
                  <CommandItem key={name} onSelect={choose(() => setTheme(name))}>
                    <Icon aria-hidden />
                    {t("command.themeTo", { theme: t(`theme.${name}`) })}
                  </CommandItem>
                ))}
                {locales.map((locale) => (
                  <CommandItem key={locale} onSelect={choose(() => setLocale(locale))}>
                    <Languages aria-hidden />
                    {t("command.localeTo", { language: t(`locale.${locale}`) })}
                  </CommandItem>
                ))}
              </CommandGroup>
            </CommandList>
          </Command>
        </DialogContent>
      </Dialog>
    </>
  );
}
