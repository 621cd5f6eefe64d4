export async function runCli(args: string[]): Promise<number> {
  return Promise.resolve(args.length > 0 ? 2 : 0);
}
