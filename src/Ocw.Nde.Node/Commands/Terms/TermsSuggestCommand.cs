using System.CommandLine;
using System.Text.Json;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Node.Commands.Terms;

/// <summary><c>terms suggest TEXT</c>: completes what is being typed, one term a line.</summary>
internal static class TermsSuggestCommand
{
    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var options = new TermOptions(limit: 10);
        var command = new Command("suggest", "Vul aan wat getypt wordt / Complete what is being typed");
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            using var host = common.Open(parsed);
            var result = new TermSearch(host.Terms).Search(options.Read(parsed, host, terminal) with { IsPrefix = true, IsCounted = false, IsMerged = true });
            if (parsed.GetValue(options.Json))
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(result.Hits, JsonSerializerOptions.Web));
                return ExitCode.Ok;
            }

            foreach (var hit in result.Hits)
                terminal.Out.WriteLine(hit.Hint.Length > 0 ? $"{hit.Label} ({hit.Hint})\t{hit.Iri}" : $"{hit.Label}\t{hit.Iri}");
            return ExitCode.Ok;
        });
        return command;
    }
}
