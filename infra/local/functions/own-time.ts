/**
 * Hides from the functions of this thread at what time the services answer: those stamp with the machine's time, the functions live by the
 * settable clock. The SDK would take the difference for a clock that goes wrong, set it right, and repeat every call that was refused.
 */
import { subscribe } from "node:diagnostics_channel";

/** From now on, no answer over HTTP has a date. */
export function answersWithoutDates(): void {
  subscribe("http.client.response.finish", (message) => {
    const headers: unknown = Reflect.get(Object(Reflect.get(Object(message), "response")), "headers");
    Reflect.deleteProperty(Object(headers), "date");
  });
}
