/** A database of the data directory: one file, made at its first use. */
import { DatabaseSync } from "node:sqlite";
import { broken } from "./data-directory.ts";
import { reasonOf } from "./failure.ts";

/** Opens it and makes its `tables` where they are missing; a file that is none is one clear sentence. */
export function openDatabase(file: string, tables: string): DatabaseSync {
  try {
    const database = new DatabaseSync(file);
    database.exec(tables);
    return database;
  } catch (error) {
    throw broken(file, reasonOf(error));
  }
}
