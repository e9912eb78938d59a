/** A function that may be killed before or after any call that leaves it; after that, nothing of it reaches anybody any more. */
import type { SeededRandom } from "./seeded.ts";

export class Killed extends Error {
  override readonly name = "Killed";
}

/** One invocation: alive until it is killed. */
export class Invocation {
  private isDead = false;
  private readonly random: SeededRandom;
  private readonly killRate: number;

  constructor(random: SeededRandom, killRate: number) {
    this.random = random;
    this.killRate = killRate;
  }

  /** Makes a call of it, unless it dies before; it may die before it hears the answer. */
  async call<Answer>(make: () => Promise<Answer>): Promise<Answer> {
    this.mayDie();
    const answer = await make();
    this.mayDie();
    return answer;
  }

  private mayDie(): void {
    if (this.isDead || this.random.fraction() < this.killRate) {
      this.isDead = true;
      throw new Killed();
    }
  }

  /** A client whose every `send` is such a call. */
  client<Client extends { send: (...input: never[]) => unknown }>(client: Client): Client {
    return new Proxy(client, {
      get: (target, name) =>
        name === "send"
          ? (...input: never[]) => this.call(async () => target.send(...input))
          : Reflect.get(target, name),
    });
  }
}
