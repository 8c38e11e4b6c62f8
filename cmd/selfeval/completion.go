package main

import (
	"github.com/spf13/cobra"
)

func completionCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: "输出命令行补全脚本 · print a shell completion script",
		Example: `  source <(selfeval completion bash)
  selfeval completion zsh > "${fpath[1]}/_selfeval"
  selfeval completion fish > ~/.config/fish/completions/selfeval.fish
  selfeval completion powershell | Out-String | Invoke-Expression`,
		ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		RunE: func(c *cobra.Command, args []string) error {
			root := c.Root()
			switch args[0] {
			case "zsh":
				return root.GenZshCompletion(p.out)
			case "fish":
				return root.GenFishCompletion(p.out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(p.out)
			}
			return root.GenBashCompletionV2(p.out, true)
		},
	}
}
