using System.CommandLine;
using Ocw.Nde.Node.Commands.Terms;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>terms</c>: searches the terms of the sources that the node keeps, and shows the sources themselves.</summary>
internal static class TermsCommand
{
    public static Command Create(Terminal terminal, CommonOptions common) => new("terms", "Termen van thesauri en lijsten / Terms of thesauri and lists")
    {
        TermsSearchCommand.Create(terminal, common),
        TermsSuggestCommand.Create(terminal, common),
        TermsSourcesCommand.CreateList(terminal, common),
        TermsSourcesCommand.CreateRefresh(terminal, common),
        TermsCheckCommand.Create(terminal, common),
        TermsChangesCommand.Create(terminal, common),
    };
}
