import type { Shell } from '../shell.ts';

/**
 * Bash splits words at `=` and `:`, so the pieces are put together again, and what stands before the last colon is left out of the answers.
 * Works with the bash 3.2 of macOS, which cannot be told to leave out the space.
 */
export const bash: Shell = {
  name: 'bash',
  usage: 'source <(kubectl-canary completion bash)',
  script: `_kubectl_canary() {
  local i count=0 words=() current colons answer directive candidate
  for ((i = 1; i <= COMP_CWORD; i++)); do
    if ((count > 0)) && [[ \${COMP_WORDS[i]} == [=:]* || \${COMP_WORDS[i-1]} == *[=:] ]]; then
      words[count-1]+=\${COMP_WORDS[i]}
    else
      words[count]=\${COMP_WORDS[i]}
      ((count++))
    fi
  done
  current=\${words[count-1]}
  [[ $current == -*=* ]] && current=\${current#*=}
  colons=\${current%"\${current##*:}"}
  answer=$("\${COMP_WORDS[0]}" __complete "\${words[@]}" 2>/dev/null) || return
  directive=\${answer##*:}
  COMPREPLY=()
  while IFS=$'\\t' read -r candidate _; do
    [[ -z $candidate || $candidate == :* ]] || COMPREPLY+=("\${candidate#"$colons"}")
  done <<< "$answer"
  if ((directive & 2)); then
    compopt -o nospace 2>/dev/null
  fi
  if ((\${#COMPREPLY[@]} == 0 && !(directive & 4))); then
    compopt -o filenames 2>/dev/null
    while read -r candidate; do
      COMPREPLY+=("$candidate")
    done < <(compgen -f -- "$current")
  fi
}
complete -F _kubectl_canary kubectl-canary`,
};
