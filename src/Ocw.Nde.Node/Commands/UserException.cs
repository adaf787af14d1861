using Ocw.Nde.Node.Localization;

namespace Ocw.Nde.Node.Commands;

/// <summary>Something that the person at the terminal can mend: what, where, and what to do.</summary>
internal sealed class UserException(LocalizedText text, int exitCode = ExitCode.Faults) : Exception(text.En)
{
    /// <summary>The message in both languages.</summary>
    public LocalizedText Text { get; } = text;

    /// <summary>The exit code of the command.</summary>
    public int Code { get; } = exitCode;
}
