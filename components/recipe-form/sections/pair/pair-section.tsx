"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ModelField } from "../../fields/model-field";
import { Section } from "../section";
import { ModelDetails } from "./model-details";
import { MoreTeachers } from "./more-teachers";
import { TeacherFields, TeacherSourceFields } from "./teacher-fields";

/** Teacher and student. */
export function PairSection() {
  return (
    <Section name="pair" className="gap-y-6 lg:grid-cols-1 xl:grid-cols-2">
      <Role of="teacher">
        <TeacherFields />
      </Role>
      <Role of="student">
        <ModelField path="student.model" spec="student.model" className="sm:col-span-full" />
        <ModelDetails path="student" />
      </Role>
      <TeacherSourceFields />
      <MoreTeachers />
    </Section>
  );
}

function Role({ of, children }: { of: "teacher" | "student"; children: ReactNode }) {
  const t = useTranslations("form.pair");
  return (
    <fieldset className="grid min-w-0 content-start gap-4 sm:grid-cols-2">
      <legend className="mb-3 w-full border-b pb-1 font-medium text-sm sm:col-span-full">{t(of)}</legend>
      {children}
    </fieldset>
  );
}
