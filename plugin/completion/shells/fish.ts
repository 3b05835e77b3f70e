import type { Shell } from '../shell.ts';

/** Fish wants whole words, so what stands before the value of `--flag=value` is put before each answer. */
export const fish: Shell = {
  name: 'fish',
  usage: 'kubectl-canary completion fish | source',
  script: `function __kubectl_canary_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($words[1] __complete $words[2..-1] "$current" 2>/dev/null)
    test (count $lines) -gt 0; or return
    set -l directive (string replace -- : '' $lines[-1])
    set -l prefix (string match -r -- '^-[^=]*=' "$current")
    if test (count $lines) -gt 1
        for line in $lines[1..-2]
            printf '%s%s\\n' "$prefix" "$line"
        end
    else if test (math "bitand($directive, 4)") -eq 0
        __fish_complete_path (string replace -r -- '^-[^=]*=' '' "$current")
    end
end
complete -c kubectl-canary -f -a '(__kubectl_canary_complete)'`,
};
