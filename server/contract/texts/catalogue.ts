import { advice } from "./advice";
import { convergence } from "./convergence";
import { exits } from "./exits";
import { faults } from "./faults";
import { imports } from "./imports";
import { memory } from "./memory";
import { models } from "./models";
import { pairs } from "./pairs";
import { problems } from "./problems";
import { recipes } from "./recipes";
import { rules } from "./rules";
import { stored } from "./stored";
import { times } from "./times";

/** Every message of the server by area; an area is a file and a line here. */
export const catalogue = {
  advice,
  convergence,
  exits,
  faults,
  imports,
  memory,
  models,
  pairs,
  problems,
  recipes,
  rules,
  stored,
  times,
};
