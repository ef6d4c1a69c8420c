import { advice } from "./advice";
import { convergence } from "./convergence";
import { exits } from "./exits";
import { imports } from "./imports";
import { problems } from "./problems";
import { rules } from "./rules";
import { stored } from "./stored";

/** Every message of the server by area; an area is a file and a line here. */
export const catalogue = { advice, convergence, exits, imports, problems, rules, stored };
