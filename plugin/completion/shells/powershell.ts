import type { Shell } from '../shell.ts';

/** Up to 7.2 PowerShell drops empty arguments of programs, so an empty last word is written as two quotes there. */
export const powershell: Shell = {
  name: 'powershell',
  usage: 'kubectl-canary completion powershell | Out-String | Invoke-Expression',
  script: `Register-ArgumentCompleter -Native -CommandName 'kubectl-canary' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { "$_" })
    $program = $words[0]
    $typed = @($words | Select-Object -Skip 1)
    if ($wordToComplete -eq '') {
        $isOld = $PSVersionTable.PSVersion -lt [version]'7.3.0' -or $PSNativeCommandArgumentPassing -eq 'Legacy'
        $typed += $(if ($isOld) { '""' } else { '' })
    }
    $lines = @(& $program __complete @typed 2>$null)
    if ($lines.Count -lt 2) { return }
    $prefix = if ($wordToComplete -match '^-[^=]*=') { $Matches[0] } else { '' }
    $lines[0..($lines.Count - 2)] | ForEach-Object {
        $word, $says = $_ -split [char]9, 2
        if (-not $says) { $says = $word }
        [System.Management.Automation.CompletionResult]::new("$prefix$word", $word, 'ParameterValue', $says)
    }
}`,
};
