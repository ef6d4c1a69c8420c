"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/context";
import { ChipsField, TextareaField, TextField } from "../fields/simple-fields";
import { Section } from "./section";

/** Name, tags and notes. */
export function AboutSection() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.runs.facets.queryOptions({ archived: false }));
  const tags = useMemo(() => (data?.tags ?? []).map(({ name }) => name), [data]);
  return (
    <Section name="about">
      <TextField path="name" spec="name" isNeeded />
      <ChipsField path="tags" spec="tags" suggestions={tags} />
      <TextareaField path="notes" spec="notes" className="sm:col-span-full" />
    </Section>
  );
}
