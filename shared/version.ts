import packageJson from '../package.json' with { type: 'json' };

/** The version of this build: of the plugin, and of the image that it installs. */
export const version: string = packageJson.version;
