import type { Shell } from '../shell.ts';

/** `_describe` wants colons of the words escaped, and shows what stands after the first that is not. */
export const zsh: Shell = {
  name: 'zsh',
  usage: 'source <(kubectl-canary completion zsh)',
  script: `_kubectl_canary() {
  local line directive
  local -a lines candidates space
  lines=("\${(@f)$("\${words[1]}" __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  directive=\${lines[-1]#:}
  [[ $directive == <-> ]] || return 1
  [[ $PREFIX == -*=* ]] && compset -P 1 '*='
  for line in "\${(@)lines[1,-2]}"; do
    if [[ $line == *$'\\t'* ]]; then
      candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
    elif [[ -n $line ]]; then
      candidates+=("\${line//:/\\\\:}")
    fi
  done
  (( directive & 2 )) && space=(-S '')
  if (( \${#candidates} > 0 )); then
    _describe -V 'kubectl canary' candidates "\${(@)space}"
  elif (( ! (directive & 4) )); then
    _files
  fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _kubectl_canary kubectl-canary`,
};
