/** Preloaded with `--import`: the process believes that it is SHIFTED_NOW. For proving that no test looks at the real date. */
const shift = Date.parse(process.env.SHIFTED_NOW ?? "") - Date.now();
const RealDate = Date;

globalThis.Date = class ShiftedDate extends RealDate {
  constructor(...values) {
    if (values.length === 0) super(RealDate.now() + shift);
    else super(...values);
  }
  static now() {
    return RealDate.now() + shift;
  }
};
