export * from "./artifacts";
export * from "./evaluations";
export * from "./events";
export * from "./executors";
export * from "./metrics";
export * from "./runs";
export * from "./shares";
export * from "./stages";
