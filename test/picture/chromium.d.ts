/** What is used of the browser's package, which is installed only when a picture is taken. */
declare module "@sparticuz/chromium" {
  const chromium: { readonly args: string[]; setGraphicsMode: boolean; executablePath(): Promise<string> };
  // biome-ignore lint/style/noDefaultExport: so the package has it
  export default chromium;
}
