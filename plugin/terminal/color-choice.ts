/** The values of `--color`. */
export const colorChoices = ['auto', 'always', 'never'] as const;

/** Makes `--color` count for all that asks the environment. `auto` leaves that as it is. */
export function chooseColor(choice: string | undefined, env: NodeJS.ProcessEnv): void {
  if (choice === 'always' || choice === 'never') {
    env['FORCE_COLOR'] = choice === 'always' ? '1' : '0';
  }
}
