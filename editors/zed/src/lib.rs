//! Starts the language server of tenlao, which does all the rest.

use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

struct Tenlao;

impl zed::Extension for Tenlao {
    fn new() -> Self {
        Self
    }

    fn language_server_command(
        &mut self,
        _server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Command> {
        let command = worktree
            .which("tenlao")
            .ok_or("tenlao is not installed: pip install \"tenlao[lsp]\"")?;
        Ok(Command {
            command,
            args: vec!["lsp".into()],
            env: worktree.shell_env(),
        })
    }
}

zed::register_extension!(Tenlao);
