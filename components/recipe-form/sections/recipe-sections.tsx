"use client";

import { AboutSection } from "./about-section";
import { DataSection } from "./data-section";
import { EvaluateSection } from "./evaluate-section";
import { KnowledgeSection } from "./knowledge/knowledge-section";
import { MemorySection } from "./memory-section";
import { PairSection } from "./pair/pair-section";
import { QuantizeSection } from "./quantize-section";
import { ResourcesSection } from "./resources-section";
import { ServeSection } from "./serve-section";
import { SweepSection } from "./sweep-section";
import { TrainingSection } from "./training-section";

/** All parts of the recipe, one below the other. */
export function RecipeSections() {
  return (
    <form className="grid gap-4" noValidate onSubmit={(event) => event.preventDefault()}>
      <AboutSection />
      <PairSection />
      <DataSection />
      <KnowledgeSection />
      <TrainingSection />
      <MemorySection />
      <QuantizeSection />
      <EvaluateSection />
      <ServeSection />
      <ResourcesSection />
      <SweepSection />
    </form>
  );
}
