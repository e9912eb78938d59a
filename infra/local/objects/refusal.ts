/** A "no" of the storage of objects, by the code that S3 would give. */
export class ObjectRefusal extends Error {
  override readonly name = "ObjectRefusal";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const accessDenied = (message: string) => new ObjectRefusal(403, "AccessDenied", message);
