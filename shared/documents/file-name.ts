/** Names of files as people give them: shown and handed back, never a path and never a part of an address. */
import type * as z from "zod";
import { line, must } from "../platform/schemas.ts";

/** Signs that lead elsewhere, or that no file system takes. */
const pathSigns = /[/\\:*?"<>|]|^\.+|[. ]$/;
/** What cannot be seen hides what a name ends with. */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** The name of a file, at most 200 code points. One that holds a path is refused, not mended: who sends it means something else. */
export const fileName = line(200)
  .refine((name) => !invisible.test(name), { ...must("invisible-characters"), abort: true })
  .refine((name) => !pathSigns.test(name) && name === name.trim(), must("path-in-name"))
  .meta({ maxLength: 200 }) satisfies z.ZodType<string>;

/** What a name ends with, in lower case, without the dot; empty when it has none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot < 1 ? "" : name.slice(dot + 1).toLowerCase();
}

/** The header by which a browser saves a file under its Vietnamese name (RFC 6266, RFC 5987), and never shows it in place. */
export function dispositionOf(name: string): string {
  const composed = name.normalize("NFC");
  return `attachment; filename="${plainName(composed)}"; filename*=UTF-8''${encoded(composed)}`;
}

/** For programs that know ASCII only. */
function plainName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D")
    .replace(/[^\x20-\x7e]|["\\%]/g, "_");
}

function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
