"use client";

import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "../ui/alert-dialog";
import { Button } from "../ui/button";

type Question = {
  title: string;
  /** What is asked about, below the title. */
  subject?: ReactNode;
  /** What will happen. */
  body: ReactNode;
  /** More of that, below it. */
  children?: ReactNode;
  confirmLabel: string;
  /** What the way out says. */
  keepLabel: string;
  isWide?: boolean;
  onConfirm: () => void;
};

type ConfirmButtonProps = Omit<ComponentProps<typeof Button>, keyof Question | "onClick" | "asChild"> &
  Omit<Question, "confirmLabel"> & {
    icon?: LucideIcon;
    label: string;
    /** Without it the answer is called as the button is. */
    confirmLabel?: string;
  };

/** A button that asks before it acts; what a button takes beside that is its own. */
export function ConfirmButton({
  icon: Icon,
  label,
  title,
  subject,
  body,
  children,
  confirmLabel,
  keepLabel,
  isWide,
  onConfirm,
  ...button
}: ConfirmButtonProps) {
  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>
        <Button variant="outline" {...button}>
          {Icon !== undefined && <Icon aria-hidden />}
          <span className="min-w-0 break-words">{label}</span>
        </Button>
      </AlertDialogTrigger>
      <ConfirmContent
        {...{ title, subject, body, children, keepLabel, isWide, onConfirm }}
        confirmLabel={confirmLabel ?? label}
      />
    </AlertDialog>
  );
}

/** The question itself, for a dialog that something else opens. */
export function ConfirmContent({
  title,
  subject,
  body,
  children,
  confirmLabel,
  keepLabel,
  isWide,
  onConfirm,
}: Question) {
  return (
    <AlertDialogContent className={isWide ? "max-w-xl" : undefined}>
      <AlertDialogHeader>
        <AlertDialogTitle>{title}</AlertDialogTitle>
        {subject}
        <AlertDialogDescription>{body}</AlertDialogDescription>
      </AlertDialogHeader>
      {children}
      <AlertDialogFooter>
        <AlertDialogCancel>{keepLabel}</AlertDialogCancel>
        <AlertDialogAction onClick={onConfirm}>{confirmLabel}</AlertDialogAction>
      </AlertDialogFooter>
    </AlertDialogContent>
  );
}
