import Database from "better-sqlite3";
import { beforeEach, expect, it } from "vitest";
import { experiments } from "../../../db/schema/index";
import type { Services } from "../../../server/domain/services";
import { createServices } from "../../helpers/services";

let services: Services;
beforeEach(() => {
  services = createServices();
});

const experiment = (id: string) => ({ id, name: id, createdAt: 1 });
const names = () =>
  services.db
    .select()
    .from(experiments)
    .all()
    .map(({ name }) => name);

it("lets nobody commit between what a transaction reads and what it writes", () => {
  const other = new Database(services.paths.database, { timeout: 0 });
  const commit = () => other.prepare("INSERT INTO experiments (id, name, created_at) VALUES ('o', 'other', 1)").run();
  services.db.transaction((tx) => {
    expect(tx.select().from(experiments).all()).toEqual([]);
    expect(commit).toThrow(/locked/);
    tx.insert(experiments).values(experiment("own")).run();
  });
  commit();
  other.close();
  expect(names()).toEqual(["own", "other"]);
});

it("takes a statement again with other values, and undoes what a failed transaction did", () => {
  for (const id of ["a", "b"]) services.db.insert(experiments).values(experiment(id)).run();
  const fail = () =>
    services.db.transaction((tx) => {
      tx.insert(experiments).values(experiment("c")).run();
      throw new Error("not this one");
    });
  expect(fail).toThrow("not this one");
  expect(names()).toEqual(["a", "b"]);
});

it("keeps a transaction within another", () => {
  services.db.transaction((tx) => {
    tx.insert(experiments).values(experiment("a")).run();
    tx.transaction((inner) => inner.insert(experiments).values(experiment("b")).run());
  });
  expect(names()).toEqual(["a", "b"]);
});
